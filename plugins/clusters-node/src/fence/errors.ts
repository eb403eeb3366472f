import { ConflictError, CustomErrorBase } from '@backstage/errors';

/** Another worker took over, or the run has ended: nothing more may be written for it. */
export class FenceLostError extends CustomErrorBase {
  name = 'FenceLostError' as const;
  readonly statusCode = 409;
}

/** A token that is not higher than the highest that a cluster has seen. A new one must be. */
export class FenceTooLowError extends ConflictError {
  /** The highest that the cluster has seen. */
  readonly highest: number;

  constructor(message: string, highest: number) {
    super(message);
    this.highest = highest;
  }
}
