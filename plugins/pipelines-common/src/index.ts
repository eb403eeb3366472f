export * from './annotations';
export type { PipelinesApi } from './PipelinesApi';
export { PipelinesClient } from './PipelinesClient';
export * from './permissions';
export * from './pipeline';
