export { environmentsPlugin as default } from './plugin';
export { environmentsApiRef } from './api/environmentsApi';
export type {
  LiveEnvironmentsApi,
  WatchRunOptions,
} from './api/environmentsApi';
export { MyEnvironmentsCard } from './home/MyEnvironmentsCard';
