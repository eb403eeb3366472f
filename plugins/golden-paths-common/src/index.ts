export type { GoldenPathsApi } from './GoldenPathsApi';
export { GoldenPathsClient } from './GoldenPathsClient';
export * from './form';
export * from './goldenPath';
export * from './plannedStep';
export * from './serviceName';
