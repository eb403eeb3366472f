export type { GoldenPathsApi } from './GoldenPathsApi';
export * from './form';
export * from './goldenPath';
