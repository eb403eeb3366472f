import type { KubernetesObject } from '@cairn/plugin-clusters-node';
import type { DesiredResource } from '@cairn/plugin-environments-common';
import { z } from 'zod';

/** How many pods an autoscaler had decided on, while the environment sleeps. */
const REPLICAS_ANNOTATION = 'cairn.dev/replicas-before-hibernation';

const objectSchema = z.looseObject({
  metadata: z.looseObject({
    annotations: z.record(z.string(), z.string()).optional(),
  }),
  spec: z.looseObject({}).default({}),
});

/** What a workload is at zero. Nothing else is touched, so no data is lost. */
const AT_ZERO: Record<string, Record<string, unknown>> = {
  Deployment: { replicas: 0 },
  ReplicaSet: { replicas: 0 },
  StatefulSet: { replicas: 0 },
  CronJob: { suspend: true },
  Job: { suspend: true },
};

/** Whether how many pods it has is left to an autoscaler, which only the live object knows. */
export function isAutoscaled({ kind, spec }: Record<string, unknown>): boolean {
  const { replicas } = z.looseObject({}).catch({}).parse(spec);
  return AT_ZERO[String(kind)]?.replicas === 0 && replicas === undefined;
}

/**
 * A resource as it is while its environment sleeps.
 *
 * @param live - as it is now; only of what is autoscaled
 */
export function hibernated(
  resource: DesiredResource,
  live?: KubernetesObject,
): DesiredResource {
  const zero = AT_ZERO[resource.ref.kind];
  if (!zero) {
    return resource;
  }
  const object = objectSchema.parse(resource.object);
  const replicas = live && replicasBefore(live);
  return {
    ...resource,
    object: {
      ...object,
      ...(replicas !== undefined && {
        metadata: {
          ...object.metadata,
          annotations: {
            ...object.metadata.annotations,
            [REPLICAS_ANNOTATION]: String(replicas),
          },
        },
      }),
      spec: { ...object.spec, ...zero },
    },
  };
}

/** An autoscaled workload that wakes begins with as many pods as it had; undefined for every other object. */
export function replicasToWake(
  object: KubernetesObject,
  live: KubernetesObject | undefined,
): number | undefined {
  const kept = live && keptReplicas(live);
  return kept !== undefined &&
    isAutoscaled(object) &&
    object.metadata.annotations?.[REPLICAS_ANNOTATION] === undefined
    ? kept
    : undefined;
}

/** An object as it is planned while its environment wakes. */
export function woken(
  object: KubernetesObject,
  live: KubernetesObject | undefined,
): KubernetesObject {
  const replicas = replicasToWake(object, live);
  return replicas === undefined
    ? object
    : {
        ...object,
        spec: { ...z.looseObject({}).parse(object.spec), replicas },
      };
}

/** What it has now, or had before it went to sleep. */
function replicasBefore(live: KubernetesObject): number | undefined {
  const now = z
    .looseObject({ replicas: z.int().positive() })
    .safeParse(live.spec).data?.replicas;
  return now ?? keptReplicas(live);
}

function keptReplicas({ metadata }: KubernetesObject): number | undefined {
  const text = metadata.annotations?.[REPLICAS_ANNOTATION] ?? '';
  return /^[1-9][0-9]{0,5}$/.test(text) ? Number(text) : undefined;
}
