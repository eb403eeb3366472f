import type { PricedResource } from '@cairn/plugin-cost-common';

/** To whom and what a cost belongs. */
export interface Attribution {
  source: string;
  sample: boolean;
  cluster: string;
  namespace: string;
  /** Name of the environment, else namespace and cluster. */
  environment: string;
  /** Entity ref of an environment that Cairn made. */
  environmentRef?: string;
  className?: string;
  entityRef?: string;
  groupRef?: string;
  systemRef?: string;
}

/** What is charged: one resource of one object, by one price. */
export interface Subject {
  attribution: Attribution;
  /** UID of the object. */
  resourceId: string;
  resourceName: string;
  /** Kind of the object. */
  resourceType: string;
  resource: PricedResource;
  skuId: string;
  pricingUnit: string;
  currency: string;
  provider: string;
  region?: string;
  /** Labels of the object. */
  tags: Record<string, string>;
}

/** What one subject held in one hour, or a part of it. */
export interface HourEntry {
  subject: Subject;
  /** `YYYY-MM-DDTHH:00:00Z`. */
  hour: string;
  /** Micro-unit-seconds, a whole number. */
  quantity: number;
  hourlyMicros: number;
}

/** Something that has no price. */
export interface UnpricedEntry {
  attribution: Attribution;
  /** Kind and name. */
  object: string;
  uid: string;
  reason: string;
}

export interface AttributionRow {
  id: number;
  attribution_key: string;
  source: string;
  sample: boolean | number;
  cluster: string;
  namespace: string;
  environment: string;
  environment_ref: string | null;
  class_name: string | null;
  entity_ref: string | null;
  group_ref: string | null;
  system_ref: string | null;
}

export interface SubjectRow {
  id: number;
  subject_key: string;
  attribution_id: number;
  resource_id: string;
  resource_name: string;
  resource_type: string;
  resource: string;
  sku_id: string;
  pricing_unit: string;
  currency: string;
  provider: string;
  region: string | null;
  tags: string;
}

/** PostgreSQL gives integers of eight bytes as text. */
export type BigIntColumn = number | string;

export interface HourRow {
  subject_id: number;
  hour: string;
  quantity: BigIntColumn;
  hourly_micros: BigIntColumn;
  cost_micros: BigIntColumn;
}

export interface DayRow {
  attribution_id: number;
  date: string;
  resource: string;
  currency: string;
  cost_micros: BigIntColumn;
  /** End of the newest hour. */
  until: string;
}

export interface SourceRow {
  id: string;
  title: string;
  sample: boolean | number;
  sampled_at: string | null;
  trouble: string | null;
}

export interface GapRow {
  source_id: string;
  from_time: string;
  to_time: string;
}

export interface UnpricedRow {
  object_key: string;
  attribution_id: number;
  object: string;
  reason: string;
  seen_at: string;
}
