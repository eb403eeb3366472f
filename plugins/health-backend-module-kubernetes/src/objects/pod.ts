import type { KubernetesObject } from '@cairn/plugin-clusters-node';
import { z } from 'zod';
import {
  conditionsOf,
  conditionsSchema,
  identityOf,
  metadataSchema,
  saidBy,
  type Condition,
  type Identity,
} from './wire';

const endedSchema = z.object({
  exitCode: z.number().default(0),
  reason: z.string().default(''),
  startedAt: z.string().nullish(),
  finishedAt: z.string().nullish(),
});

const stateSchema = z
  .object({
    waiting: z
      .object({
        reason: z.string().default(''),
        message: z.string().optional(),
      })
      .nullish(),
    running: z.object({ startedAt: z.string().nullish() }).nullish(),
    terminated: endedSchema.nullish(),
  })
  .nullish();

const statusesSchema = z
  .array(
    z.object({
      name: z.string(),
      ready: z.boolean().default(false),
      restartCount: z.number().default(0),
      state: stateSchema,
      lastState: stateSchema,
    }),
  )
  .nullish();

const podSchema = z.looseObject({
  metadata: metadataSchema,
  spec: z.looseObject({
    nodeName: z.string().optional(),
    containers: z.array(z.looseObject({ image: z.string() })),
  }),
  status: z
    .looseObject({
      phase: z.string().default('Unknown'),
      reason: z.string().optional(),
      message: z.string().optional(),
      startTime: z.string().nullish(),
      conditions: conditionsSchema,
      containerStatuses: statusesSchema,
      initContainerStatuses: statusesSchema,
    })
    .prefault({}),
});

/** How a container ended. */
export interface Ended {
  exitCode: number;
  reason: string;
  /** RFC 3339, UTC: begin and end of that run. */
  startedAt?: string;
  at?: string;
}

export interface Container {
  name: string;
  isInit: boolean;
  isReady: boolean;
  restarts: number;
  waiting?: { reason: string; message: string };
  runningSince?: string;
  /** How it ended, where it does not run now. */
  ended?: Ended;
  /** How it ended the time before. */
  lastEnded?: Ended;
}

/** What is kept of a Pod: no environment, no volumes, no annotations. */
export interface Pod extends Identity {
  phase: string;
  /** Why it failed, for example `Evicted`. */
  reason: string;
  message: string;
  node?: string;
  startedAt?: string;
  images: string[];
  conditions: Condition[];
  containers: Container[];
}

/** Undefined where the object is not a Pod that can be read. */
export function trimPod(object: KubernetesObject): Pod | undefined {
  const parsed = podSchema.safeParse(object);
  if (!parsed.success) {
    return undefined;
  }
  const { metadata, spec, status } = parsed.data;
  return {
    ...identityOf(metadata),
    phase: status.phase,
    reason: status.reason ?? '',
    message: saidBy(status.message),
    ...(spec.nodeName && { node: spec.nodeName }),
    ...(status.startTime && { startedAt: status.startTime }),
    images: spec.containers.map(({ image }) => image),
    conditions: conditionsOf(status.conditions),
    containers: [
      ...containersOf(status.initContainerStatuses, true),
      ...containersOf(status.containerStatuses, false),
    ],
  };
}

export function condition(
  of: { conditions: Condition[] },
  type: string,
): Condition | undefined {
  return of.conditions.find(one => one.type === type);
}

export function isReady(pod: Pod): boolean {
  return condition(pod, 'Ready')?.isTrue === true && !pod.isDeleting;
}

/** Neither ended nor on its way out. */
export function isActive(pod: Pod): boolean {
  return pod.phase !== 'Succeeded' && pod.phase !== 'Failed' && !pod.isDeleting;
}

export function restartsOf(pod: Pod): number {
  return pod.containers.reduce((sum, { restarts }) => sum + restarts, 0);
}

function containersOf(
  wire: z.infer<typeof statusesSchema>,
  isInit: boolean,
): Container[] {
  return (wire ?? []).map(
    ({ name, ready, restartCount, state, lastState }) => ({
      name,
      isInit,
      isReady: ready,
      restarts: restartCount,
      ...(state?.waiting && {
        waiting: {
          reason: state.waiting.reason,
          message: saidBy(state.waiting.message),
        },
      }),
      ...(state?.running?.startedAt && {
        runningSince: state.running.startedAt,
      }),
      ...(state?.terminated && { ended: endedOf(state.terminated) }),
      ...(lastState?.terminated && {
        lastEnded: endedOf(lastState.terminated),
      }),
    }),
  );
}

function endedOf(wire: z.infer<typeof endedSchema>): Ended {
  return {
    exitCode: wire.exitCode,
    reason: wire.reason,
    ...(wire.startedAt && { startedAt: wire.startedAt }),
    ...(wire.finishedAt && { at: wire.finishedAt }),
  };
}
