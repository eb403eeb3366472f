import type { Money } from './money';

/** What an amount is split by. */
export type CostDimension =
  | 'group'
  | 'system'
  | 'entity'
  | 'environment'
  | 'resource'
  | 'class';

/** A part of a whole. */
export interface CostPart {
  /** Entity ref, environment name or resource; `unattributed` for what nothing claims. */
  id: string;
  title: string;
  micros: number;
  /** The same for the days of the month before that have the same numbers. */
  previousMicros: number;
}

/** One day, split. Parts are at most six, then `other`; their sum is `micros`. */
export interface CostDay {
  /** `YYYY-MM-DD`, UTC. */
  date: string;
  micros: number;
  parts: Array<{ id: string; micros: number }>;
  /** The day is not over, or rows are missing. */
  partial: boolean;
}

/** Where rows are from. */
export interface CostSource {
  /** `kubernetes-requests`, `sample`. */
  id: string;
  title: string;
  /** RFC 3339, UTC: end of the newest hour it gave. */
  until?: string;
  /** Rows that were made up for the example company. Always said on the page. */
  sample: boolean;
  /** Why there is nothing newer. */
  trouble?: string;
}

/** The month of one thing. */
export interface CostSummary {
  /** Entity ref. */
  entityRef: string;
  currency: string;
  /** From the first of the month, UTC, until now. */
  monthToDateMicros: number;
  /** Whole month; absent where too little is known (see `forecastRule`). */
  forecastMicros?: number;
  /** Whole month before. Absent: no rows. */
  previousMonthMicros?: number;
  budget?: { micros: number; from: 'annotation' | 'class' };
  /** RFC 3339, UTC: end of the newest hour counted. */
  until?: string;
  /** Some of it was made up for the example company. */
  sample: boolean;
}

/** Everything about one entity, or all that the viewer may see. */
export interface CostReport extends CostSummary {
  /** The rule by which the forecast was made, in a sentence. */
  forecastRule: string;
  days: CostDay[];
  /** Titles of the parts of `days`. */
  series: Array<{ id: string; title: string }>;
  breakdown: Array<{ dimension: CostDimension; parts: CostPart[] }>;
  /** Requested against used, where a metrics source exists; absent with the reason in `usageUnknown`. */
  idleMicros?: number;
  usageUnknown?: string;
  sources: CostSource[];
  priceList: { name: string; digest: string; currency: string };
  /** What was there in the last day and has no price, for example a container that asks for nothing; never counted as zero. Absent: nothing. */
  unpriced?: Array<{
    /** Kind, namespace and name. */
    object: string;
    reason: string;
    /** RFC 3339, UTC. */
    seenAt: string;
  }>;
}

/** The Costs page: one dimension, for the month. */
export interface CostOverview {
  currency: string;
  month: string;
  total: CostPart;
  forecast?: Money;
  forecastRule: string;
  by: CostDimension;
  parts: Array<CostPart & { forecastMicros?: number; budgetMicros?: number }>;
  /** Of all, not only of this page. */
  totalParts: number;
  /** Absent on the last page. */
  nextCursor?: string;
  days: CostDay[];
  series: Array<{ id: string; title: string }>;
  sources: CostSource[];
}
