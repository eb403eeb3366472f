export * from './approval';
export * from './class';
export { componentOrder } from './componentOrder';
export { countChanges } from './countChanges';
export * from './difference';
export * from './drift';
export * from './environment';
export type { EnvironmentQuery, EnvironmentsApi } from './EnvironmentsApi';
export {
  EnvironmentsClient,
  environmentQueryString,
} from './EnvironmentsClient';
export type {
  EnvironmentsClientDiscovery,
  EnvironmentsClientFetch,
} from './EnvironmentsClient';
export * from './ledger';
export * from './lifetime';
export * from './names';
export * from './permissions';
export * from './plan';
export * from './problems';
export * from './receipt';
export * from './run';
export { summarizeClass } from './summarizeClass';
export * from './upgrade';
