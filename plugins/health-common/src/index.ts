export type { HealthApi } from './HealthApi';
export * from './health';
export * from './permissions';
