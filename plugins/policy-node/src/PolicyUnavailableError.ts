import { ServiceUnavailableError } from '@backstage/errors';

/** Policy could not be asked or did not answer completely, so nothing is allowed. Answered to clients as 503. */
export class PolicyUnavailableError extends ServiceUnavailableError {
  name = 'PolicyUnavailableError' as const;
}
