/** An object that a price line speaks of. */
export interface PricedObjectRef {
  apiVersion: string;
  kind: string;
  namespace?: string;
  name: string;
}

/** What is paid for. */
export type PricedResource = 'cpu' | 'memory' | 'storage' | 'load-balancer';

/** One thing that costs, of one object. */
export interface PriceLine {
  object: PricedObjectRef;
  /** Component of the class; absent where it is not a plan that is priced. */
  component?: string;
  resource: PricedResource;
  /** In `unit`; for cpu cores, for memory and storage GiB, else pieces. Copies are already counted in. */
  quantity: number;
  unit: 'core' | 'GiB' | 'piece';
  /** Copies that `quantity` holds. */
  copies: number;
  monthlyMicros: number;
  /** Name of the price list's entry. */
  sku: string;
}

/** What objects would cost a month (730 hours) by a price list. */
export interface Price {
  currency: string;
  /** Sum of the lines. */
  monthlyMicros: number;
  lines: PriceLine[];
  /** What cannot be priced, and why: never counted as zero. `complete` is false then. */
  unpriced: Array<{ object: PricedObjectRef; reason: string }>;
  complete: boolean;
  /** Which price list, and of when. */
  priceList: { name: string; digest: string };
  /** Where a quota bounds what people may add later: what the quota would cost if it were used up. */
  ceilingMonthlyMicros?: number;
}
