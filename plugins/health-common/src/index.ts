export { combineVerdicts, worstVerdict } from './combineVerdicts';
export type { JudgedPart } from './combineVerdicts';
export type { HealthApi } from './HealthApi';
export { HealthClient, MAX_BATCH } from './HealthClient';
export * from './health';
export { isOutdated, MAX_AGE_MS, outdatedVerdict } from './outdatedVerdict';
export type { Observation } from './outdatedVerdict';
export * from './permissions';
