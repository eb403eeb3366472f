export * from './class';
export * from './environment';
export type { EnvironmentQuery, EnvironmentsApi } from './EnvironmentsApi';
export * from './permissions';
export * from './plan';
export * from './run';
