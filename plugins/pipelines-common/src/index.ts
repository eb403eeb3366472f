export type { PipelinesApi } from './PipelinesApi';
export * from './permissions';
export * from './pipeline';
