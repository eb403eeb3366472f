import type { CostDimension } from '@cairn/plugin-cost-common';

interface Words {
  one: string;
  many: string;
  /** What it means that a cost has none of it. */
  without: string;
}

const UNCLAIMED =
  'Runs in a cluster, and no environment or label says whose it is';

/** What a dimension is called. What the catalog calls a component is a service to the people who read this. */
export const DIMENSION_WORDS: Record<CostDimension, Words> = {
  group: { one: 'Group', many: 'Groups', without: UNCLAIMED },
  system: {
    one: 'System',
    many: 'Systems',
    without: 'Belongs to no system of the catalog, or to nobody at all',
  },
  entity: { one: 'Service', many: 'Services', without: UNCLAIMED },
  environment: {
    one: 'Environment',
    many: 'Environments',
    without: 'Runs outside of every environment',
  },
  resource: { one: 'Resource', many: 'Resources', without: UNCLAIMED },
  class: {
    one: 'Class',
    many: 'Classes',
    without: 'Runs in what was made from no environment class',
  },
};
