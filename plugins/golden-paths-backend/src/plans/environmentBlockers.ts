import { isError } from '@backstage/errors';
import { fieldProblemsOf, type Plan } from '@cairn/plugin-environments-common';
import type { GoldenPathBlocker } from '@cairn/plugin-golden-paths-common';

/** Name of the form's field for environments. */
const FIELD = 'environments';

/** Why an environment's plan cannot be applied. */
export function blockersOfPlan({
  environment: { name },
  blockers,
  changes,
  verdict,
}: Plan): GoldenPathBlocker[] {
  return blockers.map((blocker): GoldenPathBlocker => {
    switch (blocker) {
      case 'conflict':
        return {
          type: 'name-taken',
          field: FIELD,
          message: `The environment ${name} would touch what belongs to somebody else: ${reasons(
            changes,
            'conflict',
          )}`,
        };
      case 'unknown':
        return {
          type: 'unavailable',
          field: FIELD,
          message: `What the environment ${name} would change cannot be told now: ${reasons(
            changes,
            'unknown',
          )}`,
        };
      case 'denied':
        return {
          type: 'denied',
          field: FIELD,
          message: `Policy denies the environment ${name}: ${verdict.violations
            .filter(({ severity }) => severity === 'deny')
            .map(({ message }) => message)
            .join(' ')}`,
        };
      case 'approval':
        return {
          type: 'denied',
          field: FIELD,
          message: `Policy asks for somebody's approval of the environment ${name}, which cannot be given yet.`,
        };
      default:
        return {
          type: 'expired',
          field: FIELD,
          message: `The plan of the environment ${name} is too old. Plan again.`,
        };
    }
  });
}

/** Why there is no plan of an environment. */
export function blockerOfFailure(
  name: string,
  error: unknown,
): GoldenPathBlocker {
  const problems = fieldProblemsOf(error);
  const status =
    isError(error) && typeof error.statusCode === 'number'
      ? error.statusCode
      : 503;
  const why =
    problems.map(({ field, message }) => `${field}: ${message}`).join('; ') ||
    messageOf(error);
  return {
    type: typeOf(status),
    field: FIELD,
    message: `The environment ${name} cannot be planned: ${why}`,
  };
}

function typeOf(status: number): GoldenPathBlocker['type'] {
  switch (status) {
    case 409:
      return 'name-taken';
    case 403:
      return 'not-allowed';
    case 400:
      return 'invalid';
    default:
      return 'unavailable';
  }
}

/** What the other plugin said, not that its answer was an error. */
function messageOf(error: unknown): string {
  if (!isError(error)) {
    return String(error);
  }
  const body = error.body;
  if (
    typeof body === 'object' &&
    body !== null &&
    'error' in body &&
    isError(body.error)
  ) {
    return body.error.message;
  }
  return error.message;
}

function reasons(
  changes: Plan['changes'],
  operation: 'conflict' | 'unknown',
): string {
  return changes
    .filter(change => change.operation === operation)
    .map(({ ref, reason }) => `${ref.kind} ${ref.name}: ${reason}`)
    .slice(0, 3)
    .join('; ');
}
