import { z } from 'zod';
import type { PricedResource } from '../price';
import { MOST_MICROS, microsFor } from './amounts';
import { quantitiesSchema, quantityIn } from './podRequests';
import { findPrice, type PriceListDefinition } from './priceList';

const quotaSchema = z.looseObject({
  spec: z.looseObject({
    hard: quantitiesSchema,
    scopes: z.array(z.string()).nullish(),
    scopeSelector: z.unknown().optional(),
  }),
});

/**
 * Under which names a quota bounds what is paid for. A bound of limits bounds requests too: where it stands, each container must have
 * a limit, and no request may be above it. Names in `none` bound it only where they are zero.
 */
const bounds: Record<PricedResource, { all: string[]; none: string[] }> = {
  cpu: { all: ['requests.cpu', 'cpu', 'limits.cpu'], none: ['pods'] },
  memory: {
    all: ['requests.memory', 'memory', 'limits.memory'],
    none: ['pods'],
  },
  storage: {
    all: ['requests.storage'],
    none: ['persistentvolumeclaims', 'count/persistentvolumeclaims'],
  },
  'load-balancer': {
    all: ['services.loadbalancers', 'services', 'count/services'],
    none: [],
  },
};

/**
 * What a namespace's quotas would cost a month if they were used up.
 *
 * @returns undefined where something that is paid for is not bounded, or has no price.
 */
export function quotaCeiling(
  quotas: ReadonlyArray<Record<string, unknown>>,
  priceList: PriceListDefinition,
  cluster: string | undefined,
): bigint | undefined {
  const hard = quotas.flatMap(object => {
    const parsed = quotaSchema.safeParse(object);
    // One with a scope bounds some pods only.
    return parsed.success &&
      !parsed.data.spec.scopes?.length &&
      !parsed.data.spec.scopeSelector
      ? [parsed.data.spec.hard]
      : [];
  });
  let sum = 0n;
  const resources: PricedResource[] = [
    'cpu',
    'memory',
    'storage',
    'load-balancer',
  ];
  for (const resource of resources) {
    const { all, none } = bounds[resource];
    const amounts = hard.flatMap(quantities => [
      ...all.map(name => quantityIn(quantities, name)),
      ...none.map(name => quantityIn(quantities, name)).filter(n => n === 0n),
    ]);
    const least = amounts.reduce(
      (a, b) => (a === undefined || (b !== undefined && b < a) ? b : a),
      undefined,
    );
    if (least === undefined) {
      return undefined;
    }
    if (least > 0n) {
      const hourly = highestPrice(priceList, resource, cluster);
      if (hourly === undefined) {
        return undefined;
      }
      sum += microsFor(resource, least, hourly);
    }
  }
  return sum > MOST_MICROS ? undefined : sum;
}

/** A quota does not say of which storage class; so it may be the dearest. */
function highestPrice(
  priceList: PriceListDefinition,
  resource: PricedResource,
  cluster: string | undefined,
): number | undefined {
  const classes = new Set(
    priceList.entries
      .filter(entry => entry.resource === resource)
      .map(({ storageClass }) => storageClass),
  );
  const prices = [...classes].flatMap(storageClass => {
    const entry = findPrice(priceList, { resource, cluster, storageClass });
    return entry ? [entry.hourlyMicros] : [];
  });
  return prices.length > 0 ? Math.max(...prices) : undefined;
}
