import { InputError } from '@backstage/errors';
import { z } from 'zod';
import type { PricedResource } from '../price';

/** In what each resource is priced. */
export const pricedUnits = {
  cpu: 'core-hour',
  memory: 'GiB-hour',
  storage: 'GiB-hour',
  'load-balancer': 'piece-hour',
} as const satisfies Record<PricedResource, string>;

const entrySchema = z
  .strictObject({
    /** What rows and price lines name; unique in the list. */
    sku: z.string().min(1).max(100),
    /** For people. */
    title: z.string().min(1).max(200),
    resource: z.enum(['cpu', 'memory', 'storage', 'load-balancer']),
    unit: z.enum(['core-hour', 'GiB-hour', 'piece-hour']),
    /** Micro-units (millionths) of the currency for one unit for one hour. */
    hourlyMicros: z
      .int(
        'must be a whole number of micro-units (millionths of the currency) an hour',
      )
      .min(0, 'must not be negative'),
    /** Only storage: of this storage class; absent: of all that have no entry. */
    storageClass: z.string().min(1).optional(),
    /** Only in this cluster of `cairn.clusters`; absent: in all that have no entry. */
    cluster: z.string().min(1).optional(),
  })
  .superRefine(({ resource, unit, storageClass }, context) => {
    if (unit !== pricedUnits[resource]) {
      context.addIssue({
        code: 'custom',
        path: ['unit'],
        message: `must be ${pricedUnits[resource]} for ${resource}, not ${unit}`,
      });
    }
    if (storageClass !== undefined && resource !== 'storage') {
      context.addIssue({
        code: 'custom',
        path: ['storageClass'],
        message: `only storage has a storage class, not ${resource}`,
      });
    }
  });

/** One price. */
export type PriceEntry = z.infer<typeof entrySchema>;

const priceListSchema = z
  .strictObject({
    apiVersion: z.literal('cairn.dev/v1alpha1'),
    kind: z.literal('PriceList'),
    name: z.string().min(1).max(100),
    /** ISO 4217. */
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be three capital letters, for example EUR'),
    /** Who is paid, and where; both go into the rows. */
    provider: z.string().min(1).default('Platform'),
    region: z.string().min(1).optional(),
    entries: z.array(entrySchema).min(1).max(1_000),
  })
  .superRefine(({ entries }, context) => {
    const firstBySku = new Map<string, number>();
    const firstByPlace = new Map<string, number>();
    entries.forEach((entry, index) => {
      const place = JSON.stringify([
        entry.resource,
        entry.storageClass,
        entry.cluster,
      ]);
      const sameSku = firstBySku.get(entry.sku);
      const samePlace = firstByPlace.get(place);
      if (sameSku !== undefined) {
        context.addIssue({
          code: 'custom',
          path: ['entries', index, 'sku'],
          message: `'${entry.sku}' is the sku of entries.${sameSku} as well`,
        });
      }
      if (samePlace !== undefined) {
        context.addIssue({
          code: 'custom',
          path: ['entries', index],
          message: `is a second price of what entries.${samePlace} prices`,
        });
      }
      firstBySku.set(entry.sku, sameSku ?? index);
      firstByPlace.set(place, samePlace ?? index);
    });
  });

/** A price list as its file says it. */
export type PriceListDefinition = z.infer<typeof priceListSchema>;

/** A price list, and which. */
export interface PriceList extends PriceListDefinition {
  /** `sha256:…` over what it says; the same prices have the same digest, whatever the file looks like. */
  digest: string;
}

/**
 * @param content - what the YAML or JSON file holds
 * @param file - its name, for the message
 * @throws InputError with everything that is wrong, and where
 */
export function parsePriceList(
  content: unknown,
  file: string,
): PriceListDefinition {
  const result = priceListSchema.safeParse(content);
  if (!result.success) {
    throw new InputError(
      `${file} is not a price list: ${result.error.issues
        .map(({ path, message }) =>
          path.length > 0 ? `${path.join('.')}: ${message}` : message,
        )
        .join('; ')}`,
    );
  }
  return result.data;
}

/**
 * The price of a resource, or undefined where the list has none. What names the storage class is closer than what names the cluster,
 * and that is closer than what names neither.
 */
export function findPrice(
  { entries }: Pick<PriceListDefinition, 'entries'>,
  wanted: {
    resource: PricedResource;
    cluster?: string;
    storageClass?: string;
  },
): PriceEntry | undefined {
  const closeness = ({ storageClass, cluster }: PriceEntry) =>
    (storageClass === undefined ? 0 : 2) + (cluster === undefined ? 0 : 1);
  return entries
    .filter(
      ({ resource, storageClass, cluster }) =>
        resource === wanted.resource &&
        (storageClass === undefined || storageClass === wanted.storageClass) &&
        (cluster === undefined || cluster === wanted.cluster),
    )
    .reduce<PriceEntry | undefined>(
      (best, entry) =>
        best && closeness(best) >= closeness(entry) ? best : entry,
      undefined,
    );
}
