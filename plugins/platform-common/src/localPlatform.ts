import { z } from 'zod';

/** How a program that the local platform runs is. */
export const partStateSchema = z.enum([
  'waiting',
  'building',
  'starting',
  'ready',
  'failed',
  'restarting',
  'stopping',
  'stopped',
]);

/**
 * The file in which `./cairn up` says how its parts are (`run/status.json` in its state folder), replaced atomically at every change.
 * The same shape is printed by `./cairn status --output json`.
 */
export const localPlatformStatusSchema = z.object({
  version: z.literal(1),
  /** RFC 3339, UTC: last written. At most 5 s old while the supervisor runs. */
  time: z.iso.datetime(),
  /** Process id of the supervisor. */
  pid: z.number().int(),
  components: z.array(
    z.object({
      /** For example `portal`, `identity`, `etcd`, `kube-apiserver`, `opa`, `argocd-server`, `gitea`. */
      name: z.string(),
      title: z.string(),
      /** Id of the dependency on the Platform page that it belongs to, for example `cluster:local`. */
      dependency: z.string().optional(),
      state: partStateSchema,
      version: z.string().optional(),
      pid: z.number().int().optional(),
      port: z.number().int().optional(),
      /** RFC 3339, UTC: when it entered this state. */
      since: z.iso.datetime(),
      /** Times it was started again since `up`. */
      restarts: z.number().int(),
      reason: z.string().optional(),
      progress: z
        .object({
          fraction: z.number().min(0).max(1).optional(),
          step: z.string(),
          remainingSeconds: z.number().optional(),
        })
        .optional(),
    }),
  ),
});
/** See {@link localPlatformStatusSchema}. */
export type LocalPlatformStatus = z.infer<typeof localPlatformStatusSchema>;
