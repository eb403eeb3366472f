import { redactText } from '@cairn/plugin-clusters-node';
import { z } from 'zod';

/** Parts of objects as an API server sends them; fields that nobody here reads are dropped. */

export const conditionsSchema = z
  .array(
    z.object({
      type: z.string(),
      status: z.string(),
      reason: z.string().optional(),
      message: z.string().optional(),
      lastTransitionTime: z.string().nullish(),
      lastUpdateTime: z.string().nullish(),
    }),
  )
  .nullish();

export const templateSchema = z.looseObject({
  spec: z.looseObject({
    initContainers: z.array(z.looseObject({ image: z.string() })).nullish(),
    containers: z.array(z.looseObject({ image: z.string() })),
  }),
});

export const metadataSchema = z.looseObject({
  name: z.string(),
  namespace: z.string(),
  uid: z.string(),
  labels: z.record(z.string(), z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
  creationTimestamp: z.string(),
  deletionTimestamp: z.string().optional(),
  generation: z.number().optional(),
  ownerReferences: z
    .array(
      z.looseObject({
        kind: z.string(),
        uid: z.string(),
        controller: z.boolean().optional(),
      }),
    )
    .optional(),
});
export type WireMetadata = z.infer<typeof metadataSchema>;

/** A condition of an object's status. */
export interface Condition {
  type: string;
  isTrue: boolean;
  reason: string;
  message: string;
  /** RFC 3339, UTC. */
  since?: string;
  updatedAt?: string;
}

export function conditionsOf(
  wire: z.infer<typeof conditionsSchema>,
): Condition[] {
  return (wire ?? []).map(condition => ({
    type: condition.type,
    isTrue: condition.status === 'True',
    reason: condition.reason ?? '',
    message: saidBy(condition.message),
    ...(condition.lastTransitionTime && {
      since: condition.lastTransitionTime,
    }),
    ...(condition.lastUpdateTime && { updatedAt: condition.lastUpdateTime }),
  }));
}

const MAX_TEXT = 400;

/** A text that somebody's program wrote: without what looks like a secret, and short. */
export function saidBy(text: string | undefined | null): string {
  const redacted = redactText(text ?? '').trim();
  return redacted.length > MAX_TEXT
    ? `${redacted.slice(0, MAX_TEXT)}…`
    : redacted;
}

/** What every kept object has. */
export interface Identity {
  uid: string;
  namespace: string;
  name: string;
  labels: Record<string, string>;
  /** UID and kind of what controls it; absent where nothing does. */
  owner?: { uid: string; kind: string };
  /** RFC 3339, UTC. */
  createdAt: string;
  isDeleting: boolean;
}

export function identityOf(metadata: WireMetadata): Identity {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller);
  return {
    uid: metadata.uid,
    namespace: metadata.namespace,
    name: metadata.name,
    labels: metadata.labels ?? {},
    ...(owner && { owner: { uid: owner.uid, kind: owner.kind } }),
    createdAt: metadata.creationTimestamp,
    isDeleting: metadata.deletionTimestamp !== undefined,
  };
}
