import type { KubernetesObject } from '@cairn/plugin-clusters-node';
import { z } from 'zod';
import type { Judgement } from '../Engine';
import { readinessOf } from './readiness';

const count = z.number().int().default(0);

const runningSchema = z.looseObject({
  spec: z
    .looseObject({
      replicas: z.number().int().default(1),
      suspend: z.boolean().default(false),
    })
    .prefault({}),
  status: z
    .looseObject({ replicas: count, active: z.unknown().optional() })
    .prefault({}),
});

/** How an object is by its own status, and whether it runs anything. */
export function judgeObject(object: KubernetesObject): Judgement {
  const runs = runsSomething(object);
  return { ...readinessOf(object), ...(runs !== undefined && { runs }) };
}

/** Undefined of kinds that never run anything by themselves. */
function runsSomething(object: KubernetesObject): boolean | undefined {
  const parsed = runningSchema.safeParse(object).data;
  if (!parsed) {
    return undefined;
  }
  const { spec, status } = parsed;
  switch (object.kind) {
    case 'Deployment':
    case 'StatefulSet':
    case 'ReplicaSet':
      return spec.replicas > 0 || status.replicas > 0;
    case 'CronJob':
      return !spec.suspend || hasActive(status.active);
    case 'Job':
      return hasActive(status.active);
    case 'DaemonSet':
    case 'Pod':
      return readinessOf(object).status !== 'Degraded';
    default:
      return undefined;
  }
}

/** A Job counts its pods, a CronJob lists its Jobs. */
function hasActive(active: unknown): boolean {
  return Array.isArray(active) ? active.length > 0 : Number(active ?? 0) > 0;
}
