import { parseQuantity } from '@cairn/plugin-cost-common';
import { z } from 'zod';

/** What something uses, by the names that quotas have for it, in billionths. */
export type Usage = ReadonlyMap<string, bigint>;

const quantities = z
  .record(z.string(), z.union([z.string(), z.number()]))
  .nullish();
type Quantities = z.infer<typeof quantities>;

const containers = z
  .array(
    z.looseObject({
      restartPolicy: z.string().nullish(),
      resources: z
        .looseObject({ requests: quantities, limits: quantities })
        .nullish(),
    }),
  )
  .nullish();

/** What of a pod counts in a quota. */
export const podSpecSchema = z.looseObject({
  containers,
  initContainers: containers,
  overhead: quantities,
});
type PodSpec = z.infer<typeof podSpecSchema>;
type Container = NonNullable<z.infer<typeof containers>>[number];

/** What containers get that say nothing themselves, from the LimitRanges of their namespace. */
export interface ContainerDefaults {
  requests: Usage;
  limits: Usage;
}

const limitRangeSchema = z.looseObject({
  spec: z.looseObject({
    limits: z.array(
      z.looseObject({
        type: z.string(),
        default: quantities,
        defaultRequest: quantities,
      }),
    ),
  }),
});

/** What LimitRanges give by default. Between several, Kubernetes does not say which wins: the highest here. */
export function defaultsOf(limitRanges: unknown[]): ContainerDefaults {
  const requests = new Map<string, bigint>();
  const limits = new Map<string, bigint>();
  for (const object of limitRanges) {
    const ranges = limitRangeSchema.safeParse(object).data?.spec.limits ?? [];
    for (const range of ranges.filter(({ type }) => type === 'Container')) {
      raise(limits, parsed(range.default));
      // Without a default request, the default limit is what is asked for.
      raise(requests, parsed({ ...range.default, ...range.defaultRequest }));
    }
  }
  return { requests, limits };
}

/**
 * What one pod uses: its containers and sidecars together, or more where an init container needs more before they start, and
 * the overhead of its runtime class.
 */
export function podUsage(spec: PodSpec, defaults: ContainerDefaults): Usage {
  const usage = new Map<string, bigint>();
  for (const part of ['requests', 'limits'] as const) {
    const held = (container: Container) => heldBy(container, part, defaults);
    const all = [...(spec.containers ?? []), ...(spec.initContainers ?? [])];
    const names = new Set(all.flatMap(one => [...held(one).keys()]));
    for (const name of names) {
      const of = (container: Container) => held(container).get(name) ?? 0n;
      let sidecars = 0n;
      let starting = 0n;
      for (const container of spec.initContainers ?? []) {
        if (container.restartPolicy === 'Always') {
          sidecars += of(container);
        }
        starting = larger(starting, sidecars + notSidecar(container, of));
      }
      const running = (spec.containers ?? []).reduce(
        (sum, container) => sum + of(container),
        sidecars,
      );
      const overhead = parsed(spec.overhead).get(name) ?? 0n;
      usage.set(`${part}.${name}`, larger(running, starting) + overhead);
    }
  }
  return usage;
}

function notSidecar(
  container: Container,
  of: (container: Container) => bigint,
): bigint {
  return container.restartPolicy === 'Always' ? 0n : of(container);
}

/** A limit without a request is a request too, as the API server fills it in. */
function heldBy(
  { resources }: Container,
  part: 'requests' | 'limits',
  defaults: ContainerDefaults,
): Usage {
  const limits = parsed(resources?.limits);
  return part === 'limits'
    ? new Map([...defaults.limits, ...limits])
    : new Map([
        ...defaults.requests,
        ...limits,
        ...parsed(resources?.requests),
      ]);
}

/** What is no quantity is left out: the API server refuses it anyhow. */
export function parsed(amounts: Quantities): Usage {
  return new Map(
    Object.entries(amounts ?? {}).flatMap(([name, value]) => {
      const amount = parseQuantity(value);
      return amount === undefined ? [] : [[name, amount] as const];
    }),
  );
}

function raise(target: Map<string, bigint>, amounts: Usage): void {
  for (const [name, amount] of amounts) {
    target.set(name, larger(target.get(name) ?? 0n, amount));
  }
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
