export { healthPlugin as default } from './plugin';
export { healthApiRef } from './api/healthApi';
export { HealthCell } from './cell/HealthCell';
export { HealthReason } from './cell/HealthReason';
export { HealthStatusBadge } from './status/HealthStatusBadge';
