import { InputError } from '@backstage/errors';
import { z } from 'zod';
import type { Price, PricedObjectRef, PriceLine } from '../price';
import { inUnits, microsFor, MOST_MICROS, unitOf } from './amounts';
import { autoscalerOf } from './autoscalers';
import { ceilingOf, placeOf, type Costing, type ReadObject } from './ceiling';
import { holdingsOf, type Holding, type Unknown } from './holdings';
import { containerDefaults } from './limitRanges';
import { findPrice, type PriceEntry, type PriceList } from './priceList';

/** An object to price. */
export interface ObjectToPrice {
  /** A Kubernetes object; nothing is believed of it. */
  object: Record<string, unknown>;
  /** Component of the class. */
  component?: string;
  /** Name in `cairn.clusters`; absent: only prices of no particular cluster. */
  cluster?: string;
}

const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().nullish(),
  }),
});

const listSchema = z.looseObject({
  apiVersion: z.literal('v1'),
  kind: z.literal('List'),
  items: z.array(z.record(z.string(), z.unknown())),
});

type Readable = ReadObject & Pick<ObjectToPrice, 'component'>;
type Unpriced = Price['unpriced'][number];

/**
 * What objects would cost a month ({@link HOURS_PER_MONTH} hours) by a price list, if they ran all the time.
 *
 * Each line is one object's hold on one resource at one price, rounded once; the price is the sum of the lines, exactly. What
 * cannot be told is in `unpriced` with the reason, never a line of zero. The answer does not depend on the order of the objects.
 *
 * @throws InputError where the sum is too large to be counted exactly.
 */
export function priceOf(
  objects: readonly ObjectToPrice[],
  priceList: PriceList,
): Price {
  const { readable, unreadable } = read(objects);
  const neighbours = byPlaceAndKind(readable);
  const lines: PriceLine[] = [];
  const unpriced: Unpriced[] = [...unreadable];
  const costings: Costing[] = [];
  for (const one of readable) {
    const { holdings, unknown } = holdingsOf(
      { ...one.object, apiVersion: one.apiVersion, kind: one.kind },
      {
        defaults: containerDefaults(
          neighbours(one, 'LimitRange').map(({ object }) => object),
        ),
        autoscaler: autoscalerOf(
          one,
          neighbours(one, 'HorizontalPodAutoscaler'),
        ),
      },
    );
    const priced = linesOf(one, holdings, priceList);
    const unknowns = [...unknown, ...priced.unknown];
    lines.push(...priced.lines);
    for (const reason of new Set(unknowns.map(({ reason: text }) => text))) {
      unpriced.push({ object: refOf(one), reason });
    }
    costings.push({
      read: one,
      micros: sumOf(priced.lines),
      unknown: worst(unknowns),
    });
  }
  const ceiling =
    unreadable.length > 0 ? undefined : ceilingOf(costings, priceList);
  return {
    currency: priceList.currency,
    monthlyMicros: countable(sumOf(lines)),
    lines: lines.sort(inOrder(lineKey)),
    unpriced: unpriced.sort(inOrder(unpricedKey)),
    complete: unpriced.length === 0,
    priceList: { name: priceList.name, digest: priceList.digest },
    ...(ceiling !== undefined && { ceilingMonthlyMicros: countable(ceiling) }),
  };
}

/** Objects as far as they can be read; those of a `List` one by one. */
function read(objects: readonly ObjectToPrice[]): {
  readable: Readable[];
  unreadable: Unpriced[];
} {
  const readable: Readable[] = [];
  const unreadable: Unpriced[] = [];
  const rest = [...objects];
  // What is in a list is put behind, and reached by the same loop.
  for (const one of rest) {
    const { object, component, cluster } = one;
    const list = listSchema.safeParse(object);
    const parsed = objectSchema.safeParse(object);
    if (list.success) {
      for (const item of list.data.items) {
        rest.push({ object: item, component, cluster });
      }
    } else if (parsed.success) {
      const { apiVersion, kind, metadata } = parsed.data;
      readable.push({
        apiVersion,
        kind,
        name: metadata.name,
        ...(metadata.namespace && { namespace: metadata.namespace }),
        ...(cluster !== undefined && { cluster }),
        ...(component !== undefined && { component }),
        object,
      });
    } else {
      unreadable.push({
        object: {
          apiVersion: String(object.apiVersion ?? '?'),
          kind: String(object.kind ?? '?'),
          name: '?',
        },
        reason: 'It is not a Kubernetes object with a kind and a name',
      });
    }
  }
  return { readable, unreadable };
}

/** Finds the objects of a kind in the namespace of an object. */
function byPlaceAndKind(
  objects: Readable[],
): (one: ReadObject, kind: string) => Readable[] {
  const found = new Map<string, Readable[]>();
  const keyOf = (one: ReadObject, kind: string) => `${kind} ${placeOf(one)}`;
  for (const one of objects) {
    const key = keyOf(one, one.kind);
    const others = found.get(key);
    if (others) {
      others.push(one);
    } else {
      found.set(key, [one]);
    }
  }
  return (one, kind) => found.get(keyOf(one, kind)) ?? [];
}

/** Holdings on one resource at one price are one line. */
function linesOf(
  one: Readable,
  holdings: Holding[],
  priceList: PriceList,
): { lines: PriceLine[]; unknown: Unknown[] } {
  const unknown: Unknown[] = [];
  const byPrice = new Map<PriceEntry, Holding>();
  for (const holding of holdings) {
    const { resource, storageClass } = holding;
    const entry = findPrice(priceList, {
      resource,
      storageClass,
      cluster: one.cluster,
    });
    if (entry) {
      const before = byPrice.get(entry);
      byPrice.set(entry, {
        ...holding,
        amount: holding.amount + (before?.amount ?? 0n),
      });
    } else {
      unknown.push({
        reason: `The price list '${priceList.name}' has no price of ${
          storageClass ? `${resource} of the class '${storageClass}'` : resource
        }`,
        bounded: false,
      });
    }
  }
  const lines: PriceLine[] = [];
  for (const [{ sku, hourlyMicros }, holding] of byPrice) {
    const { resource, amount, copies } = holding;
    const micros = microsFor(resource, amount, hourlyMicros);
    if (micros > MOST_MICROS) {
      unknown.push({
        reason: `It asks for more ${resource} than is believed to be meant`,
        bounded: true,
      });
    } else {
      lines.push({
        object: refOf(one),
        ...(one.component !== undefined && { component: one.component }),
        resource,
        quantity: inUnits(resource, amount),
        unit: unitOf[resource],
        copies,
        monthlyMicros: Number(micros),
        sku,
      });
    }
  }
  return { lines, unknown };
}

function refOf({
  apiVersion,
  kind,
  namespace,
  name,
}: ReadObject): PricedObjectRef {
  return { apiVersion, kind, ...(namespace && { namespace }), name };
}

function worst(unknown: Unknown[]): Costing['unknown'] {
  if (unknown.length === 0) {
    return 'nothing';
  }
  return unknown.every(({ bounded }) => bounded) ? 'bounded' : 'unbounded';
}

function sumOf(lines: PriceLine[]): bigint {
  return lines.reduce(
    (sum, { monthlyMicros }) => sum + BigInt(monthlyMicros),
    0n,
  );
}

function countable(micros: bigint): number {
  if (micros > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new InputError(
      'The objects would cost more than can be counted exactly; price fewer of them at once',
    );
  }
  return Number(micros);
}

function objectKey({ namespace, kind, apiVersion, name }: PricedObjectRef) {
  return [namespace ?? '', kind, apiVersion, name];
}

function lineKey(line: PriceLine): string {
  return JSON.stringify([
    ...objectKey(line.object),
    line.component ?? '',
    line.sku,
    line.monthlyMicros,
    line.quantity,
    line.copies,
  ]);
}

function unpricedKey({ object, reason }: Unpriced): string {
  return JSON.stringify([...objectKey(object), reason]);
}

/** By code units: the same on every machine, whatever its language. */
function inOrder<T>(keyOf: (value: T) => string): (a: T, b: T) => number {
  return (a, b) => {
    const [one, other] = [keyOf(a), keyOf(b)];
    if (one === other) {
      return 0;
    }
    return one < other ? -1 : 1;
  };
}
