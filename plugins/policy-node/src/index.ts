export type { PolicyBundle, PolicyBundleStatus } from './PolicyBundle';
export type { PolicyService } from './PolicyService';
export { PolicyUnavailableError } from './PolicyUnavailableError';
export { policyBundleServiceRef, policyServiceRef } from './service';
