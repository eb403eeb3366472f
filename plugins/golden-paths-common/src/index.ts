export type { GoldenPathsApi } from './GoldenPathsApi';
export {
  GoldenPathsClient,
  type GoldenPathsClientDiscovery,
  type GoldenPathsClientFetch,
} from './GoldenPathsClient';
export * from './form';
export * from './goldenPath';
