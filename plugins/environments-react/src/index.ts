export { environmentsApiRef } from './api/environmentsApi';
export type {
  LiveEnvironmentsApi,
  WatchRunOptions,
} from './api/environmentsApi';
export { Finding, type Fix } from './plan/Finding';
export {
  countWords,
  findingsOn,
  findingsOnRequest,
  groupChanges,
  OPERATION_WORDS,
  verdictWords,
} from './plan/groups';
export { PlanChanges } from './plan/PlanChanges';
export { PlanPrice } from './plan/PlanPrice';
export { budgetSentence, priceWords } from './plan/price';
