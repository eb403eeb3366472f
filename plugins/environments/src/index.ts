export { environmentsPlugin as default } from './plugin';
export { environmentsApiRef } from './api/environmentsApi';
export type {
  LiveEnvironmentsApi,
  WatchRunOptions,
} from './api/environmentsApi';
export { Finding } from './plan/Finding';
export { PlanChanges } from './plan/PlanChanges';
export { PlanPrice } from './plan/PlanPrice';
export { priceWords } from './plan/price';
export { MyEnvironmentsCard } from './home/MyEnvironmentsCard';
