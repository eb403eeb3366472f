import { z } from 'zod';
import { objectUsage, ONE, sum } from './objectUsage';
import { defaultsOf, parsed, type Usage } from './podUsage';

const quotaSchema = z.looseObject({
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({
    hard: z.record(z.string(), z.union([z.string(), z.number()])).nullish(),
    scopes: z.array(z.string()).nullish(),
    scopeSelector: z.unknown().optional(),
  }),
  status: z
    .looseObject({
      used: z.record(z.string(), z.union([z.string(), z.number()])).nullish(),
    })
    .nullish(),
});

/** An object as it would be, and as it is. */
interface QuotaChange {
  /** Absent of a delete. */
  after?: unknown;
  /** Absent of a create. */
  before?: unknown;
}

/** What one namespace would be like after a plan. */
interface QuotedNamespace {
  name: string;
  /** ResourceQuotas as they will be. */
  quotas: unknown[];
  /** LimitRanges as they will be. */
  limitRanges: unknown[];
  /** ResourceQuotas as they are, with what is used; none where the namespace is made by the plan. */
  live: unknown[];
  changes: QuotaChange[];
}

/**
 * Which changes do not fit into the quotas of their namespace, with a sentence each. Dry runs do not add up, so it is counted:
 * what is used now, less what the changed objects are counted with, more what they will be counted with. A quota that is over
 * already is no hindrance to what does not add to it. Quotas with a scope hold some pods only and cannot be counted.
 *
 * @returns by the index of the change
 */
export function overQuota({
  name,
  quotas,
  limitRanges,
  live,
  changes,
}: QuotedNamespace): Map<number, string> {
  const defaults = defaultsOf(limitRanges);
  const usageOf = (object: unknown): Usage =>
    object === undefined ? new Map() : objectUsage(object, defaults);
  const problems = new Map<number, string>();
  for (const object of quotas) {
    const quota = quotaSchema.safeParse(object).data;
    if (!quota || quota.spec.scopes?.length || quota.spec.scopeSelector) {
      continue;
    }
    const start = sum(
      usedNow(quota.metadata.name, live),
      negative(sum(...changes.map(({ before }) => usageOf(before)))),
    );
    const total = new Map(start);
    changes.forEach(({ before, after }, index) => {
      const will = usageOf(after);
      const was = usageOf(before);
      for (const [resource, hard] of parsed(quota.spec.hard)) {
        const adds = will.get(resource) ?? 0n;
        const now = (total.get(resource) ?? 0n) + adds;
        total.set(resource, now);
        if (now > hard && adds > (was.get(resource) ?? 0n)) {
          problems.set(
            index,
            problems.get(index) ??
              `It does not fit into the quota "${
                quota.metadata.name
              }" of the namespace "${name}": ${resource} would be ${shown(
                now,
                resource,
              )} of ${shown(hard, resource)}, ${shown(
                now - hard,
                resource,
              )} too much`,
          );
        }
      }
    });
  }
  return problems;
}

/** Every namespace has one ConfigMap from the start. */
function usedNow(name: string, live: unknown[]): Usage {
  const found = live
    .flatMap(object => quotaSchema.safeParse(object).data ?? [])
    .find(({ metadata }) => metadata.name === name);
  return found
    ? parsed(found.status?.used)
    : new Map([
        ['configmaps', ONE],
        ['count/configmaps', ONE],
      ]);
}

function negative(usage: Usage): Usage {
  return new Map([...usage].map(([name, amount]) => [name, -amount]));
}

/** `1500m`, `2`, `512Mi`: as people write it. */
function shown(amount: bigint, resource: string): string {
  if (/memory|storage/.test(resource)) {
    const mebibytes = Number(amount / ONE) / 1024 ** 2;
    return mebibytes >= 1024
      ? `${Number((mebibytes / 1024).toFixed(2))}Gi`
      : `${Number(mebibytes.toFixed(1))}Mi`;
  }
  return String(Number(amount) / Number(ONE));
}
