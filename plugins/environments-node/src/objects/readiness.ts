import type { KubernetesObject } from '@cairn/plugin-clusters-node';
import type { ObservedResource } from '@cairn/plugin-environments-common';
import { z } from 'zod';

/** How an object is. */
export type Readiness = Pick<ObservedResource, 'status' | 'message'>;

const READY: Readiness = { status: 'Ready', message: '' };

const conditionsSchema = z
  .array(
    z.looseObject({
      type: z.string(),
      status: z.string(),
      reason: z.string().optional(),
      message: z.string().optional(),
    }),
  )
  .default([]);

const count = z.number().int().default(0);

const workloadSchema = z.looseObject({
  metadata: z.looseObject({ generation: count }),
  spec: z.looseObject({ replicas: z.number().int().default(1) }).optional(),
  status: z
    .looseObject({
      observedGeneration: count,
      updatedReplicas: count,
      availableReplicas: count,
      readyReplicas: count,
      desiredNumberScheduled: count,
      updatedNumberScheduled: count,
      numberAvailable: count,
      succeeded: count,
      conditions: conditionsSchema,
    })
    .prefault({}),
});
type Workload = z.infer<typeof workloadSchema>;

const statusSchema = z.looseObject({
  status: z
    .looseObject({
      phase: z.string().optional(),
      hard: z.record(z.string(), z.unknown()).optional(),
      conditions: conditionsSchema,
    })
    .prefault({}),
});

/** Judges an object by its own status; one that has none is ready by being there. */
export function readinessOf(object: KubernetesObject): Readiness {
  if (object.metadata.deletionTimestamp !== undefined) {
    return { status: 'Progressing', message: 'It is being deleted' };
  }
  switch (object.kind) {
    case 'Deployment':
    case 'ReplicaSet':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'Job': {
      const parsed = workloadSchema.safeParse(object);
      return parsed.success ? workload(object.kind, parsed.data) : unreadable();
    }
    default: {
      const parsed = statusSchema.safeParse(object);
      return parsed.success
        ? byStatus(object.kind, parsed.data.status)
        : unreadable();
    }
  }
}

function workload(
  kind: string,
  { metadata, spec, status }: Workload,
): Readiness {
  const failure = status.conditions.find(
    condition =>
      condition.status === 'True' &&
      ['ReplicaFailure', 'Failed', 'FailureTarget'].includes(condition.type),
  );
  if (failure) {
    return degraded(failure);
  }
  const stuck = status.conditions.find(
    condition =>
      condition.type === 'Progressing' && condition.status === 'False',
  );
  if (stuck) {
    return degraded(stuck);
  }
  if (kind === 'Job') {
    const complete = status.conditions.some(
      condition => condition.type === 'Complete' && condition.status === 'True',
    );
    return complete ? READY : progressing('It has not finished yet');
  }
  if (status.observedGeneration < metadata.generation) {
    return progressing('Its controller has not seen the change yet');
  }
  const [wanted, updated, available] =
    kind === 'DaemonSet'
      ? [
          status.desiredNumberScheduled,
          status.updatedNumberScheduled,
          status.numberAvailable,
        ]
      : [
          spec?.replicas ?? 1,
          kind === 'ReplicaSet' ? spec?.replicas ?? 1 : status.updatedReplicas,
          kind === 'StatefulSet'
            ? status.readyReplicas
            : status.availableReplicas,
        ];
  if (updated < wanted) {
    return progressing(`${updated} of ${wanted} pods are up to date`);
  }
  return available < wanted
    ? progressing(`${available} of ${wanted} pods are available`)
    : READY;
}

function byStatus(
  kind: string,
  status: z.infer<typeof statusSchema>['status'],
): Readiness {
  switch (kind) {
    case 'Namespace':
      return status.phase === 'Active'
        ? READY
        : progressing(`It is ${status.phase ?? 'not active yet'}`);
    case 'ResourceQuota':
      return status.hard
        ? READY
        : progressing('Its use has not been counted yet');
    case 'PersistentVolumeClaim':
      if (status.phase === 'Lost') {
        return { status: 'Degraded', message: 'Its volume is lost' };
      }
      return status.phase === 'Bound'
        ? READY
        : progressing('It has no volume yet');
    case 'Pod':
      return pod(status);
    default:
  }
  const summary = status.conditions.find(({ type }) =>
    ['Ready', 'Available'].includes(type),
  );
  return summary?.status === 'False'
    ? progressing(summary.message ?? summary.reason ?? 'It is not ready yet')
    : READY;
}

function pod(status: z.infer<typeof statusSchema>['status']): Readiness {
  if (status.phase === 'Succeeded') {
    return READY;
  }
  if (status.phase === 'Failed') {
    return { status: 'Degraded', message: 'It failed' };
  }
  const ready = status.conditions.find(({ type }) => type === 'Ready');
  if (ready?.status === 'True') {
    return READY;
  }
  const unscheduled = status.conditions.find(
    ({ type, status: is }) => type === 'PodScheduled' && is === 'False',
  );
  return progressing(
    unscheduled?.message ?? ready?.message ?? `It is ${status.phase ?? 'new'}`,
  );
}

function degraded(condition: {
  type: string;
  reason?: string;
  message?: string;
}): Readiness {
  return {
    status: 'Degraded',
    message: condition.message ?? condition.reason ?? condition.type,
  };
}

function progressing(message: string): Readiness {
  return { status: 'Progressing', message };
}

function unreadable(): Readiness {
  return { status: 'Unknown', message: 'Its status cannot be read' };
}
