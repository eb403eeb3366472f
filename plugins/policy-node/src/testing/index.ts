export { OPA, OpaProcess, POLICIES } from './OpaProcess';
export { environmentRequest } from './environmentRequest';
export { manifestRequest } from './manifestRequest';
