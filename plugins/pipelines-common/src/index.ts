export * from './annotations';
export type { PipelinesApi } from './PipelinesApi';
export {
  PipelinesClient,
  type PipelinesClientDiscovery,
  type PipelinesClientFetch,
} from './PipelinesClient';
export * from './permissions';
export * from './pipeline';
