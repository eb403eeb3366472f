import type { KubernetesObject } from '@cairn/plugin-clusters-node';
import { z } from 'zod';
import {
  conditionsOf,
  conditionsSchema,
  identityOf,
  metadataSchema,
  templateSchema,
  type Condition,
  type Identity,
} from './wire';

const replicatedSchema = z.looseObject({
  metadata: metadataSchema,
  spec: z.looseObject({
    replicas: z.number().default(1),
    paused: z.boolean().default(false),
    progressDeadlineSeconds: z.number().optional(),
    updateStrategy: z
      .looseObject({
        type: z.string().optional(),
        rollingUpdate: z
          .looseObject({ partition: z.number().nullish() })
          .nullish(),
      })
      .nullish(),
    template: templateSchema,
  }),
  status: z
    .looseObject({
      observedGeneration: z.number().optional(),
      readyReplicas: z.number().default(0),
      updatedReplicas: z.number().optional(),
      currentRevision: z.string().optional(),
      updateRevision: z.string().optional(),
      conditions: conditionsSchema,
    })
    .prefault({}),
});

const daemonSetSchema = z.looseObject({
  metadata: metadataSchema,
  spec: z.looseObject({
    updateStrategy: z.looseObject({ type: z.string().optional() }).nullish(),
    template: templateSchema,
  }),
  status: z
    .looseObject({
      observedGeneration: z.number().optional(),
      desiredNumberScheduled: z.number().default(0),
      numberReady: z.number().default(0),
      updatedNumberScheduled: z.number().default(0),
      conditions: conditionsSchema,
    })
    .prefault({}),
});

/** An update strategy: a pod is of the newest template once somebody deleted the one before. */
const ON_DELETE = 'OnDelete';

/** The kinds that keep a number of copies running. */
export type ReplicatedKind =
  | 'Deployment'
  | 'StatefulSet'
  | 'DaemonSet'
  | 'ReplicaSet';

/** What is kept of a Deployment, StatefulSet, DaemonSet or ReplicaSet. */
export interface ReplicatedWorkload extends Identity {
  kind: ReplicatedKind;
  /** Copies wanted, copies ready, and copies of the newest template. */
  wanted: number;
  ready: number;
  updated: number;
  /**
   * Copies that are to be of the newest template by now: not those that a partition holds back, and none where each is replaced when
   * somebody deletes it.
   */
  toUpdate: number;
  /** False while its controller has not acted on the newest version of it. */
  isObserved: boolean;
  isPaused: boolean;
  progressDeadlineSeconds?: number;
  /** Revision of a ReplicaSet or Deployment, from Kubernetes' own annotation. */
  revision?: string;
  images: string[];
  conditions: Condition[];
}

/** Makes the function that keeps what matters of one kind. */
export function trimReplicated(
  kind: ReplicatedKind,
): (object: KubernetesObject) => ReplicatedWorkload | undefined {
  return kind === 'DaemonSet'
    ? trimDaemonSet
    : object => trimScaled(kind, object);
}

function trimScaled(
  kind: ReplicatedKind,
  object: KubernetesObject,
): ReplicatedWorkload | undefined {
  const parsed = replicatedSchema.safeParse(object);
  if (!parsed.success) {
    return undefined;
  }
  const { metadata, spec, status } = parsed.data;
  const revision = metadata.annotations?.['deployment.kubernetes.io/revision'];
  const isOneRevision =
    status.updateRevision === undefined ||
    status.updateRevision === status.currentRevision;
  return {
    ...identityOf(metadata),
    kind,
    wanted: spec.replicas,
    ready: status.readyReplicas,
    updated:
      kind === 'ReplicaSet' || (kind === 'StatefulSet' && isOneRevision)
        ? spec.replicas
        : status.updatedReplicas ?? 0,
    toUpdate:
      spec.updateStrategy?.type === ON_DELETE
        ? 0
        : Math.max(
            spec.replicas -
              (spec.updateStrategy?.rollingUpdate?.partition ?? 0),
            0,
          ),
    isObserved: (status.observedGeneration ?? 0) >= (metadata.generation ?? 0),
    isPaused: spec.paused,
    ...(spec.progressDeadlineSeconds !== undefined && {
      progressDeadlineSeconds: spec.progressDeadlineSeconds,
    }),
    ...(revision !== undefined && { revision }),
    images: imagesOf(spec.template),
    conditions: conditionsOf(status.conditions),
  };
}

function trimDaemonSet(
  object: KubernetesObject,
): ReplicatedWorkload | undefined {
  const parsed = daemonSetSchema.safeParse(object);
  if (!parsed.success) {
    return undefined;
  }
  const { metadata, spec, status } = parsed.data;
  return {
    ...identityOf(metadata),
    kind: 'DaemonSet',
    wanted: status.desiredNumberScheduled,
    ready: status.numberReady,
    updated: status.updatedNumberScheduled,
    toUpdate:
      spec.updateStrategy?.type === ON_DELETE
        ? 0
        : status.desiredNumberScheduled,
    isObserved: (status.observedGeneration ?? 0) >= (metadata.generation ?? 0),
    isPaused: false,
    images: imagesOf(spec.template),
    conditions: conditionsOf(status.conditions),
  };
}

function imagesOf(template: z.infer<typeof templateSchema>): string[] {
  return [...new Set(template.spec.containers.map(({ image }) => image))];
}
