import { setTimeout as delay } from 'node:timers/promises';
import {
  refOf,
  type KubernetesClient,
  type KubernetesObject,
} from '@cairn/plugin-clusters-node';
import type { InventoryItem } from '@cairn/plugin-environments-common';
import { shown } from './comparable';
import { compareWithLive } from './compareWithLive';
import { dryRunCreate } from './dryRun';
import {
  refused,
  stop,
  whyNotOurs,
  type Outcome,
  type PlanningContext,
} from './outcome';
import type { PodTrials } from './podTrial';
import type { StandIn } from './StandIn';

const MAX_TRIES = 5;
/** Controllers write what was just changed several times within some ten milliseconds. */
const FIRST_PAUSE_MS = 25;

/** What an engine fills into an object before it is compared or written, for example what only the cluster knows. */
export type Completion = (
  object: KubernetesObject,
  live: KubernetesObject | undefined,
) => KubernetesObject;

interface Planning {
  client: KubernetesClient;
  cluster: string;
  object: KubernetesObject;
  complete: Completion;
  pods: PodTrials;
  context: PlanningContext;
}

/** What cannot be tried where it will be is tried in the stand-in, which has no quota or limits of its own. */
export async function planInNewNamespace({
  client,
  cluster,
  object,
  complete,
  pods: trials,
  namespace,
  standIn,
  why,
  context,
}: Planning & {
  /** The namespace as the same plan makes it. */
  namespace: unknown;
  standIn: StandIn;
  /** Why it cannot be tried where it will be. */
  why: string;
}): Promise<Outcome> {
  const place = await standIn.of(cluster);
  if (!place) {
    return {
      operation: 'create',
      reason: `Its fields are checked by the API server only when it is written: ${why}, and ${standIn.missing}`,
    };
  }
  const { name } = place.metadata;
  const pods = standIn
    .isLike(cluster, namespace)
    .then(isLike =>
      isLike
        ? trials.of(object, { client, cluster, namespace: name })
        : undefined,
    );
  // They count only where the object itself is let in.
  pods.catch(() => undefined);
  const tried = await dryRunCreate(
    client,
    moved(complete(object, undefined), name),
    context,
  );
  if (!tried.ok && tried.error.reason !== 'AlreadyExists') {
    return refused(tried.error);
  }
  const kept = await pods;
  return (
    kept ?? { operation: 'create', warnings: tried.ok ? tried.warnings : [] }
  );
}

/** In a namespace that is there, an object is compared with the live one. */
export async function planInNamespace({
  client,
  cluster,
  object,
  complete,
  pods,
  item,
  seen,
  context,
}: Planning & {
  /** What the inventory knows of it. */
  item: InventoryItem | undefined;
  /** A look at it, where there was one a moment ago. Default: it is looked at. */
  seen?: Promise<KubernetesObject | undefined>;
}): Promise<Outcome> {
  const ref = refOf(object);
  let liveUid: string | undefined;
  for (let attempt = 1; attempt <= MAX_TRIES; attempt++) {
    if (attempt > 1) {
      await delay(FIRST_PAUSE_MS * 2 ** (attempt - 2), undefined, {
        signal: context.signal,
      });
    }
    const live = await (attempt === 1 && seen
      ? seen
      : client.get(ref, context));
    if (!live) {
      const tried = await dryRunCreate(
        client,
        complete(object, undefined),
        context,
      );
      if (tried.ok) {
        return withPods(
          { operation: 'create', warnings: tried.warnings },
          { client, cluster, object, pods },
        );
      }
      if (tried.error.reason !== 'AlreadyExists') {
        return refused(tried.error);
      }
      continue;
    }
    const notOurs = whyNotOurs(live, ref, item, context);
    if (notOurs) {
      return notOurs;
    }
    liveUid = live.metadata.uid;
    const compared = await compareWithLive({
      client,
      object: complete(object, live),
      live,
      context,
    });
    if (compared) {
      const outcome = await withPods(compared, {
        client,
        cluster,
        object,
        pods,
      });
      return { liveUid, before: shown(live), ...outcome };
    }
  }
  return {
    ...stop('unknown', 'it changes all the time; try again in a moment'),
    liveUid,
  };
}

/** Pods that are already running were let in. */
async function withPods(
  outcome: Outcome,
  {
    client,
    cluster,
    object,
    pods,
  }: Pick<Planning, 'client' | 'cluster' | 'object' | 'pods'>,
): Promise<Outcome> {
  const { namespace } = object.metadata;
  const isNew =
    outcome.operation === 'create' ||
    outcome.operation === 'replace' ||
    (outcome.operation === 'update' &&
      outcome.fields?.some(({ path }) =>
        /^\/spec\/(template|jobTemplate)(\/|$)/.test(path),
      ));
  return (
    (isNew && namespace !== undefined
      ? await pods.of(object, { client, cluster, namespace })
      : undefined) ?? outcome
  );
}

function moved(object: KubernetesObject, namespace: string): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, namespace } };
}
