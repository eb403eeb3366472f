export { environmentsApiRef } from './api/environmentsApi';
export type {
  LiveEnvironmentsApi,
  WatchRunOptions,
} from './api/environmentsApi';
export { FieldChanges } from './plan/FieldChanges';
export { Finding, type Fix } from './plan/Finding';
export {
  countWords,
  findingsOn,
  findingsOnRequest,
  groupChanges,
  OPERATION_WORDS,
  verdictWords,
} from './plan/groups';
export { managerWords } from './plan/managers';
export { PlanAgain } from './plan/PlanAgain';
export { PlanChanges } from './plan/PlanChanges';
export { PlanForeign } from './plan/PlanForeign';
export { PlanLosses } from './plan/PlanLosses';
export { PlanPrevious } from './plan/PlanPrevious';
export { PlanPrice } from './plan/PlanPrice';
export { budgetSentence, priceWords } from './plan/price';
export { sentence, shown } from './plan/shown';
