export type { HealthApi } from './HealthApi';
export { HealthClient, MAX_BATCH } from './HealthClient';
export type { HealthClientDiscovery, HealthClientFetch } from './HealthClient';
export * from './health';
export * from './permissions';
