export { environmentsPlugin as default } from './plugin';
export { environmentsApiRef } from './api/environmentsApi';
export type {
  LiveEnvironmentsApi,
  WatchRunOptions,
} from './api/environmentsApi';
export { Finding, type Fix } from './plan/Finding';
export { PlanChanges } from './plan/PlanChanges';
export { MyEnvironmentsCard } from './home/MyEnvironmentsCard';
