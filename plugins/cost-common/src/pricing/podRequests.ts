import { z } from 'zod';
import { parseQuantity } from './quantity';

export const quantitiesSchema = z
  .record(z.string(), z.union([z.string(), z.number()]))
  .nullish();

const resourcesSchema = z
  .looseObject({ requests: quantitiesSchema, limits: quantitiesSchema })
  .nullish();

const containerSchema = z.looseObject({
  name: z.string().nullish(),
  resources: resourcesSchema,
  restartPolicy: z.string().nullish(),
});
type Container = z.infer<typeof containerSchema>;

export const podSpecSchema = z.looseObject({
  containers: z.array(containerSchema).min(1),
  initContainers: z.array(containerSchema).nullish(),
  overhead: quantitiesSchema,
  resources: resourcesSchema,
  volumes: z
    .array(
      z.looseObject({
        name: z.string().nullish(),
        ephemeral: z
          .looseObject({
            volumeClaimTemplate: z.looseObject({ spec: z.unknown() }).nullish(),
          })
          .nullish(),
      }),
    )
    .nullish(),
});
/** What of a pod's specification says what it holds. */
export type PodSpec = z.infer<typeof podSpecSchema>;

/** What containers ask for that say nothing themselves, by resource, from the LimitRange of their namespace. */
export type ContainerDefaults = ReadonlyMap<string, bigint>;

/** What one pod asks for. */
export interface PodRequests {
  /** In billionths. */
  cpu: bigint;
  memory: bigint;
  /** What cannot be told, in sentences: containers without a request, resources that have no price. */
  missing: string[];
  /** Resources beside CPU and memory that somebody pays for, for example `nvidia.com/gpu`. */
  others: string[];
}

/** Held by the node anyhow, or a part of what is counted. */
const notPaidApart = /^(ephemeral-storage|pods)$/;

/**
 * What the scheduler keeps for a pod: its containers and sidecars together, or more where an init container needs more before they
 * start, and the overhead of its runtime class. Where the pod as a whole asks for something, that counts.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
 */
export function podRequests(
  spec: PodSpec,
  defaults: ContainerDefaults = new Map(),
): PodRequests {
  const missing: string[] = [];
  const held = (resource: 'cpu' | 'memory'): bigint => {
    const whole = requested(spec, resource, new Map());
    const overhead = quantityIn(spec.overhead, resource) ?? 0n;
    if (whole !== undefined) {
      return whole + overhead;
    }
    const ask = (container: Container) => {
      const amount = requested(container, resource, defaults);
      if (amount === undefined) {
        const asked = ownOf(container, resource)?.[resource];
        missing.push(
          `Container '${container.name ?? '?'}' asks for ${
            asked === undefined
              ? `no ${resource}`
              : `'${asked}' of ${resource}, which is no amount`
          }`,
        );
      }
      return amount ?? 0n;
    };
    let sidecars = 0n;
    let starting = 0n;
    for (const container of spec.initContainers ?? []) {
      if (container.restartPolicy === 'Always') {
        sidecars += ask(container);
        starting = larger(starting, sidecars);
      } else {
        starting = larger(
          starting,
          sidecars + (requested(container, resource, defaults) ?? 0n),
        );
      }
    }
    const running = spec.containers.reduce(
      (sum, container) => sum + ask(container),
      sidecars,
    );
    return larger(running, starting) + overhead;
  };
  return {
    cpu: held('cpu'),
    memory: held('memory'),
    missing,
    others: otherResources(spec),
  };
}

/** The request; without one the limit, as the API server fills it in; without both what the namespace gives by default. */
function requested(
  { resources }: { resources?: Container['resources'] },
  resource: string,
  defaults: ContainerDefaults,
): bigint | undefined {
  const own = ownOf({ resources }, resource);
  return own ? quantityIn(own, resource) : defaults.get(resource);
}

/** The requests or limits that say something of a resource. */
function ownOf(
  { resources }: { resources?: Container['resources'] },
  resource: string,
): z.infer<typeof quantitiesSchema> {
  return [resources?.requests, resources?.limits].find(
    quantities => quantities?.[resource] !== undefined,
  );
}

/** @returns undefined also for what is not a quantity: it is not known then. */
export function quantityIn(
  quantities: z.infer<typeof quantitiesSchema>,
  resource: string,
): bigint | undefined {
  const value = quantities?.[resource];
  return value === undefined ? undefined : parseQuantity(value);
}

function otherResources(spec: PodSpec): string[] {
  const names = [
    spec,
    ...spec.containers,
    ...(spec.initContainers ?? []),
  ].flatMap(({ resources }) => [
    ...Object.keys(resources?.requests ?? {}),
    ...Object.keys(resources?.limits ?? {}),
  ]);
  return [...new Set(names)]
    .filter(
      name => name !== 'cpu' && name !== 'memory' && !notPaidApart.test(name),
    )
    .sort();
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
