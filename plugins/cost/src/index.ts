export { costPlugin as default } from './plugin';
export { costApiRef } from './api/costApi';
export { CostCell } from './cell/CostCell';
