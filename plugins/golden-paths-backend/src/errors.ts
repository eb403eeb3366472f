import { CustomErrorBase, InputError } from '@backstage/errors';
import { STALE_PLAN } from '@cairn/plugin-environments-common';

/** What is wrong with one value. Answered as `error.fields`. */
export interface FieldProblem {
  /** Name of the form's field, or a path in it. */
  field: string;
  /** What is wrong and what would be right, without the field's name. */
  message: string;
}

/** The values are not right. 400; `fields` is answered as well. */
export class InvalidValuesError extends InputError {
  readonly fields: FieldProblem[];

  constructor(...fields: FieldProblem[]) {
    super(
      fields.map(({ field, message }) => `${field}: ${message}`).join('; '),
    );
    this.fields = fields;
  }
}

/** Planned again, it would no longer be the same; nothing was made. 409. */
export class StalePlanError extends CustomErrorBase {
  name = STALE_PLAN;
  readonly code = STALE_PLAN;
  readonly statusCode = 409;
  /** What changed, a sentence each. */
  readonly changes: string[];

  constructor(changes: string[]) {
    super(
      `The plan is out of date, and nothing was made. Since it was made: ${changes.join(
        '; ',
      )}. Plan again and look at the new plan.`,
    );
    this.changes = changes;
  }
}
