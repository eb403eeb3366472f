import type { KubernetesObject } from '@cairn/plugin-clusters-node';
import { z } from 'zod';
import { saidBy } from './wire';

const eventSchema = z.looseObject({
  metadata: z.looseObject({
    uid: z.string(),
    namespace: z.string(),
    creationTimestamp: z.string(),
  }),
  type: z.string().default('Normal'),
  reason: z.string().default(''),
  message: z.string().nullish(),
  count: z.number().nullish(),
  firstTimestamp: z.string().nullish(),
  lastTimestamp: z.string().nullish(),
  eventTime: z.string().nullish(),
  series: z
    .looseObject({
      count: z.number().default(1),
      lastObservedTime: z.string().nullish(),
    })
    .nullish(),
  involvedObject: z.looseObject({
    apiVersion: z.string().default('v1'),
    kind: z.string(),
    name: z.string(),
    uid: z.string().optional(),
  }),
});

/** What is kept of an Event. */
export interface ClusterEvent {
  uid: string;
  namespace: string;
  isWarning: boolean;
  reason: string;
  message: string;
  count: number;
  /** RFC 3339, UTC: when it happened last. */
  at: string;
  about: { apiVersion: string; kind: string; name: string; uid?: string };
}

/** Events that say no more than what objects say themselves are not kept. */
const KEPT_NORMAL = new Set(['ScalingReplicaSet', 'SuccessfulRescale']);

export function trimEvent(object: KubernetesObject): ClusterEvent | undefined {
  const parsed = eventSchema.safeParse(object);
  if (!parsed.success) {
    return undefined;
  }
  const event = parsed.data;
  const isWarning = event.type === 'Warning';
  if (!isWarning && !KEPT_NORMAL.has(event.reason)) {
    return undefined;
  }
  const { apiVersion, kind, name, uid } = event.involvedObject;
  return {
    uid: event.metadata.uid,
    namespace: event.metadata.namespace,
    isWarning,
    reason: event.reason,
    message: saidBy(event.message),
    count: event.series?.count ?? event.count ?? 1,
    at:
      event.series?.lastObservedTime ??
      event.lastTimestamp ??
      event.eventTime ??
      event.firstTimestamp ??
      event.metadata.creationTimestamp,
    about: { apiVersion, kind, name, ...(uid !== undefined && { uid }) },
  };
}
