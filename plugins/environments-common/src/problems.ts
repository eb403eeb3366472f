import { isRecord } from '@cairn/plugin-portal-common';
import { planParts, type PlanDifference } from './difference';

/** What is wrong with one field of a request. Answered as `error.fields`. */
export interface FieldProblem {
  /** Path in the request, for example `name`, `owner` or `parameters.size`; `body` where it is the whole. */
  field: string;
  /** What is wrong and what would be right, without the field's name. */
  message: string;
}

/** `error.name` of the 409 that says that a plan would no longer be the same. */
export const STALE_PLAN = 'STALE_PLAN';

/** The fields that a refusal of the API names; empty where `error` is anything else. */
export function fieldProblemsOf(error: unknown): FieldProblem[] {
  const fields = responseErrorBody(error)?.fields;
  if (!Array.isArray(fields)) {
    return [];
  }
  return fields.flatMap((entry: unknown) =>
    isRecord(entry) &&
    typeof entry.field === 'string' &&
    typeof entry.message === 'string'
      ? [{ field: entry.field, message: entry.message }]
      : [],
  );
}

/** What changed since the plan was made, where `error` is the API's `STALE_PLAN`; undefined where it is not. */
export function stalePlanChangesOf(error: unknown): string[] | undefined {
  const body = responseErrorBody(error);
  if (body?.name !== STALE_PLAN) {
    return undefined;
  }
  return Array.isArray(body.changes)
    ? body.changes.filter((change: unknown) => typeof change === 'string')
    : [];
}

/** The same by parts of the plan, for programs; empty where `error` is anything else. */
export function planDifferencesOf(error: unknown): PlanDifference[] {
  const differences = responseErrorBody(error)?.differences;
  return Array.isArray(differences) ? differences.flatMap(planDifference) : [];
}

function planDifference(entry: unknown): PlanDifference[] {
  if (!isRecord(entry) || typeof entry.what !== 'string') {
    return [];
  }
  const part = planParts.find(known => known === entry.part);
  return part === undefined
    ? []
    : [
        {
          part,
          what: entry.what,
          ...(typeof entry.reason === 'string' && { reason: entry.reason }),
          ...('before' in entry && { before: entry.before }),
          ...('after' in entry && { after: entry.after }),
        },
      ];
}

function responseErrorBody(
  error: unknown,
): Record<string, unknown> | undefined {
  if (!isRecord(error) || !isRecord(error.body)) {
    return undefined;
  }
  return isRecord(error.body.error) ? error.body.error : undefined;
}
