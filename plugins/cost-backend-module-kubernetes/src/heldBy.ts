import type { KubernetesObject } from '@cairn/plugin-clusters-node';
import { holdingsOf, inUnits } from '@cairn/plugin-cost-common';
import type { Sampled } from '@cairn/plugin-cost-node';
import { z } from 'zod';

const podSchema = z.looseObject({
  spec: z.looseObject({ nodeName: z.string().min(1) }),
  status: z.looseObject({
    phase: z.string(),
    startTime: z.string().nullish(),
  }),
});

const claimSchema = z.looseObject({
  spec: z.looseObject({ storageClassName: z.string().nullish() }),
  status: z.looseObject({
    phase: z.literal('Bound'),
    capacity: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
});

const balancerSchema = z.looseObject({
  spec: z.looseObject({ type: z.literal('LoadBalancer') }),
  status: z.looseObject({
    loadBalancer: z.looseObject({ ingress: z.array(z.unknown()).min(1) }),
  }),
});

/**
 * What one object of a cluster holds now. A pod holds what it asks for from when it has a node until it ended; a claim holds the volume
 * that is bound to it; a load balancer is one as soon as it has an address.
 */
export function heldBy(object: KubernetesObject, cluster: string): Sampled[] {
  const { name, namespace = '', uid, labels = {} } = object.metadata;
  const asked = askedFor(object);
  if (!asked || !uid) {
    return [];
  }
  const { holdings, unknown } = holdingsOf(asked.object, {
    defaults: new Map(),
  });
  const common = {
    cluster,
    namespace,
    object: { kind: object.kind, name, uid },
    labels,
    ...(asked.since && { since: asked.since }),
  };
  return [
    ...holdings.map(({ resource, amount, storageClass }) => ({
      ...common,
      resource,
      amount: inUnits(resource, amount),
      ...(storageClass && { storageClass }),
    })),
    ...unknown.map(({ reason }) => ({
      ...common,
      resource: 'cpu' as const,
      amount: 0,
      unpriced: reason,
    })),
  ];
}

type Asked = {
  object: Parameters<typeof holdingsOf>[0];
  since?: string;
};

/** As the object says what it asks for, or undefined where it holds nothing now. */
function askedFor(object: KubernetesObject): Asked | undefined {
  const created = object.metadata.creationTimestamp;
  const since = typeof created === 'string' ? created : undefined;
  if (object.kind === 'Pod') {
    const pod = podSchema.safeParse(object);
    return pod.success && !/^(Succeeded|Failed)$/.test(pod.data.status.phase)
      ? { object, since: pod.data.status.startTime ?? since }
      : undefined;
  }
  if (object.kind === 'PersistentVolumeClaim') {
    const claim = claimSchema.safeParse(object);
    return claim.success
      ? {
          object: {
            ...object,
            spec: {
              storageClassName: claim.data.spec.storageClassName,
              // What was asked for may be less than what is there.
              resources: { requests: claim.data.status.capacity },
            },
          },
          since,
        }
      : undefined;
  }
  return balancerSchema.safeParse(object).success
    ? { object, since }
    : undefined;
}
