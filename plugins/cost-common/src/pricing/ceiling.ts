import { z } from 'zod';
import { groupOf } from './freeKinds';
import type { PriceListDefinition } from './priceList';
import { quotaCeiling } from './quotas';

/** An object, as far as it can be read. */
export interface ReadObject {
  apiVersion: string;
  kind: string;
  name: string;
  namespace?: string;
  cluster?: string;
  object: Record<string, unknown>;
}

/** What one object costs a month. */
export interface Costing {
  read: ReadObject;
  micros: bigint;
  /** Whether something of it is not known, and whether a quota of its namespace would bound that. */
  unknown: 'nothing' | 'bounded' | 'unbounded';
}

/** A namespace of a cluster, as a key. */
export function placeOf({
  cluster,
  namespace,
}: Pick<ReadObject, 'cluster' | 'namespace'>): string {
  return JSON.stringify([cluster ?? null, namespace ?? null]);
}

/**
 * The most that can come of the objects: of each namespace with a quota what the quota would cost if it were used up (or what is in it
 * already, where that is more), and everything outside of them.
 *
 * @returns undefined where there is no quota, or something that is not known is not bounded by one.
 */
export function ceilingOf(
  costings: Costing[],
  priceList: PriceListDefinition,
): bigint | undefined {
  const quotas = quotasByPlace(costings);
  if (quotas.size === 0) {
    return undefined;
  }
  const within = new Map<string, bigint>();
  let sum = 0n;
  for (const { read, micros, unknown } of costings) {
    if (micros === 0n && unknown === 'nothing') {
      continue;
    }
    const reached = placesReached(read, costings);
    const isBounded = reached?.every(place => quotas.has(place)) ?? false;
    if (unknown === 'unbounded' || (unknown === 'bounded' && !isBounded)) {
      return undefined;
    }
    const place = placeOf(read);
    if (isBounded) {
      within.set(place, (within.get(place) ?? 0n) + micros);
    } else {
      sum += micros;
    }
  }
  for (const [place, objects] of quotas) {
    const ceiling = quotaCeiling(
      objects.map(({ object }) => object),
      priceList,
      objects[0].cluster,
    );
    if (ceiling === undefined) {
      return undefined;
    }
    const already = within.get(place) ?? 0n;
    sum += already > ceiling ? already : ceiling;
  }
  return sum;
}

function quotasByPlace(costings: Costing[]): Map<string, ReadObject[]> {
  const quotas = new Map<string, ReadObject[]>();
  for (const { read } of costings) {
    if (read.kind === 'ResourceQuota' && groupOf(read.apiVersion) === '') {
      const place = placeOf(read);
      quotas.set(place, [...(quotas.get(place) ?? []), read]);
    }
  }
  return quotas;
}

const applicationSchema = z.looseObject({
  spec: z.looseObject({ project: z.string() }),
});

const projectSchema = z.looseObject({
  spec: z.looseObject({
    destinations: z
      .array(
        z.looseObject({
          server: z.string().nullish(),
          name: z.string().nullish(),
          namespace: z.string(),
        }),
      )
      .min(1),
  }),
});

/**
 * Where what comes of an object can be: its own namespace; of an Argo CD Application everywhere that its project lets it deploy to.
 *
 * @returns undefined where that cannot be told.
 */
function placesReached(
  read: ReadObject,
  costings: Costing[],
): string[] | undefined {
  const isArgo = (one: ReadObject, kind: string) =>
    one.kind === kind && groupOf(one.apiVersion) === 'argoproj.io';
  if (!isArgo(read, 'Application')) {
    return [placeOf(read)];
  }
  const application = applicationSchema.safeParse(read.object);
  const project = projectSchema.safeParse(
    costings.find(
      ({ read: other }) =>
        application.success &&
        isArgo(other, 'AppProject') &&
        other.name === application.data.spec.project &&
        placeOf(other) === placeOf(read),
    )?.read.object,
  );
  if (!project.success) {
    return undefined;
  }
  const { destinations } = project.data.spec;
  const isHere = destinations.every(
    ({ server, name }) =>
      server === 'https://kubernetes.default.svc' ||
      (!server && name === 'in-cluster'),
  );
  return isHere
    ? destinations.map(({ namespace }) =>
        placeOf({ cluster: read.cluster, namespace }),
      )
    : undefined;
}
