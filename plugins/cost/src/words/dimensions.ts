import type { CostDimension } from '@cairn/plugin-cost-common';

/** What a dimension is called. What the catalog calls a component is a service to the people who read this. */
export const DIMENSION_WORDS: Record<
  CostDimension,
  { one: string; many: string }
> = {
  group: { one: 'Group', many: 'Groups' },
  system: { one: 'System', many: 'Systems' },
  entity: { one: 'Service', many: 'Services' },
  environment: { one: 'Environment', many: 'Environments' },
  resource: { one: 'Resource', many: 'Resources' },
  class: { one: 'Class', many: 'Classes' },
};
