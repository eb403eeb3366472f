import { ConflictError, CustomErrorBase, InputError } from '@backstage/errors';
import {
  STALE_PLAN,
  type FieldProblem,
  type PlanDifference,
} from '@cairn/plugin-environments-common';
import { inFull, inShort } from './plans/inShort';

/** More would help nobody, and a request of some kilobytes could ask for an answer of megabytes. */
const MOST_PROBLEMS = 50;

function describe(fields: FieldProblem[]): string {
  return fields.map(({ field, message }) => `${field}: ${message}`).join('; ');
}

/** The request is not right. 400; `fields` is answered as well, of many problems only the first. */
export class InvalidFieldsError extends InputError {
  readonly fields: FieldProblem[];

  constructor(...fields: FieldProblem[]) {
    const named = fields.slice(0, MOST_PROBLEMS);
    super(describe(named));
    this.fields = named;
  }
}

/** The request is right, but not as things are now. 409; `fields` is answered as well. */
export class FieldConflictError extends ConflictError {
  readonly fields: FieldProblem[];

  constructor(...fields: FieldProblem[]) {
    super(describe(fields));
    this.fields = fields;
  }
}

/** The body is larger than any request needs to be. */
export class BodyTooLargeError extends CustomErrorBase {
  name = 'PayloadTooLargeError' as const;
  readonly statusCode = 413;
  readonly fields: FieldProblem[];

  constructor(limit: string) {
    const fields = [{ field: 'body', message: `must not exceed ${limit}` }];
    super(describe(fields));
    this.fields = fields;
  }
}

/** Planned again, it would no longer be the same plan; nothing was written. 409. */
export class StalePlanError extends CustomErrorBase {
  name = STALE_PLAN;
  readonly code = STALE_PLAN;
  readonly statusCode = 409;
  /** What changed, a sentence each. */
  readonly changes: string[];
  /** The same by parts of the plan. */
  readonly differences: PlanDifference[];

  /** @param whatNow - what to do, sentences */
  constructor(
    differences: PlanDifference[],
    whatNow = 'Plan again and look at the new plan.',
  ) {
    super(
      `The plan is out of date, and nothing was changed. Since it was made: ${inShort(
        differences,
        inFull,
      )}. ${whatNow}`,
    );
    this.changes = differences.map(inFull);
    this.differences = differences;
  }
}
