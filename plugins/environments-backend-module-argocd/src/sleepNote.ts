import type { KubernetesObject } from '@cairn/plugin-clusters-node';
import type { DesiredResource } from '@cairn/plugin-environments-common';
import { z } from 'zod';

/**
 * On an application that sleeps by what was scaled down in the cluster, as JSON: what was put to rest, and the value that the
 * field had before.
 */
const NOTE = 'cairn.dev/before-sleep';

const replicasSchema = z.int().nonnegative();

/** Anybody may have written it: what cannot be the value of such a field is not taken. */
const noteSchema = z.record(z.string(), z.unknown()).transform(note =>
  Object.fromEntries(
    Object.entries(note).flatMap(([key, value]) => {
      const before = (
        key.startsWith('CronJob/') ? z.boolean() : replicasSchema
      ).safeParse(value);
      return before.success ? [[key, before.data] as const] : [];
    }),
  ),
);

/** Values that fields had before sleep, by the name of the workload (`Deployment/web`). */
export type SleepNote = z.infer<typeof noteSchema>;

/** Undefined where the application does not sleep in this way. */
export function sleepNoteOf({
  metadata,
}: Pick<KubernetesObject, 'metadata'>): SleepNote | undefined {
  const text = metadata.annotations?.[NOTE];
  if (text === undefined) {
    return undefined;
  }
  try {
    return noteSchema.parse(JSON.parse(text));
  } catch {
    // It sleeps, but somebody spoilt what is known of before.
    return {};
  }
}

const applicationSchema = z.looseObject({
  metadata: z.looseObject({
    annotations: z.record(z.string(), z.string()).optional(),
  }),
  spec: z.looseObject({}),
});

/** How many pods there are, and what is suspended: what Argo CD leaves alone meanwhile. */
const LEFT_ALONE = [
  { group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] },
  { group: 'apps', kind: 'StatefulSet', jsonPointers: ['/spec/replicas'] },
  { group: 'batch', kind: 'CronJob', jsonPointers: ['/spec/suspend'] },
];

/** Of each deployment while it sleeps: what is left alone is not set. */
export const ASLEEP_SYNC_OPTIONS = ['RespectIgnoreDifferences=true'];

/**
 * An application that Argo CD does not wake: it neither puts back what was scaled down nor deploys by itself, because what a
 * new commit brings would run.
 */
export function withSleepNote(
  { object }: Pick<DesiredResource, 'object'>,
  note: SleepNote,
): DesiredResource['object'] {
  const application = applicationSchema.parse(object);
  const { metadata, spec } = application;
  return {
    ...application,
    metadata: {
      ...metadata,
      annotations: {
        ...metadata.annotations,
        [NOTE]: JSON.stringify(
          Object.fromEntries(
            Object.entries(note).sort(([a], [b]) => (a < b ? -1 : 1)),
          ),
        ),
      },
    },
    spec: {
      ...spec,
      ignoreDifferences: LEFT_ALONE,
      syncPolicy: { syncOptions: ASLEEP_SYNC_OPTIONS },
    },
  };
}
