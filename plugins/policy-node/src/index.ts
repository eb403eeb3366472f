export type { PolicyService } from './PolicyService';
export { PolicyUnavailableError } from './PolicyUnavailableError';
