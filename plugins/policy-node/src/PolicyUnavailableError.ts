import { ServiceUnavailableError } from '@backstage/errors';

/**
 * Policy could not be asked or did not answer completely, so nothing is allowed. It keeps the name of its base, by which Backstage
 * answers it to clients as 503; tell it apart by `instanceof`.
 */
export class PolicyUnavailableError extends ServiceUnavailableError {}
