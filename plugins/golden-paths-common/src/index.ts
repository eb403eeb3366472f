export type { GoldenPathsApi } from './GoldenPathsApi';
export * from './goldenPath';
