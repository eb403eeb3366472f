import { setTimeout as delay } from 'node:timers/promises';
import { ConflictError } from '@backstage/errors';
import {
  FIELD_MANAGER,
  isSuccess,
  nameOf,
  statusError,
  waitFor,
  type KubernetesClient,
  type KubernetesObject,
} from '@cairn/plugin-clusters-node';
import type {
  PlannedChange,
  ResourceRef,
} from '@cairn/plugin-environments-common';
import {
  isAsPlanned,
  isOwnedBy,
  OWNERSHIP_LABELS,
  type EffectContext,
} from '@cairn/plugin-environments-node';
import { parseApplication } from './applicationStatus';
import { isDeploying, splitFields } from './drift';
import { followObject } from './followObject';
import { askToLook, isLooking } from './operations';
import { plannedRest } from './restFields';
import { sleepNoteOf, type SleepNote } from './sleepNote';
import { isRunning, type Workload, type Workloads } from './Workloads';

const WAIT_MS = 300_000;
const MOST_TRIES = 10;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;
const MAX_NAMED = 3;

/**
 * Puts to rest what an application deployed, and wakes it, one workload after the other. Each write is of the object in the
 * version that was seen, and all of it can be repeated.
 */
export class SleepByScaling {
  readonly #workloads: Workloads;
  readonly #writer: (
    cluster: string,
    context: EffectContext,
  ) => Promise<KubernetesClient>;
  readonly #timeoutMs: number;

  /** @param options.writer - Its writes say which worker they are of. */
  constructor(options: {
    workloads: Workloads;
    writer: (
      cluster: string,
      context: EffectContext,
    ) => Promise<KubernetesClient>;
    timeoutMs?: number;
  }) {
    this.#workloads = options.workloads;
    this.#writer = options.writer;
    this.#timeoutMs = options.timeoutMs ?? WAIT_MS;
  }

  /**
   * After the application was written as one that sleeps. Ends when nothing of it runs.
   *
   * @param note - what the plan said is put to rest
   * @param options.wasAutomated - Argo CD deployed by itself until now
   * @throws ConflictError where something runs that the plan did not know of
   * @throws ServiceUnavailableError where it does not come to rest in time
   */
  async sleep(
    application: { ref: ResourceRef; uid: string },
    note: SleepNote,
    context: EffectContext,
    options: { wasAutomated: boolean },
  ): Promise<void> {
    const live = await this.#whenLeftAlone(application, context, options);
    const workloads =
      (await this.#workloads.of(application.ref, live, context)) ?? [];
    const running = workloads.filter(isRunning);
    const unplanned = running.filter(({ key }) => !(key in note));
    if (unplanned.length > 0) {
      throw new ConflictError(
        `${named(
          unplanned,
        )} was deployed since this was planned and runs; plan again`,
      );
    }
    for (const workload of running) {
      await this.#set(
        application.ref,
        live,
        workload,
        workload.atRest,
        context,
      );
    }
    await waitFor<void>(
      async () => {
        const now =
          (await this.#workloads.of(application.ref, live, context)) ?? [];
        const left = now.filter(one => isRunning(one) || one.pods > 0);
        return left.length > 0
          ? { done: false, why: `${named(left)} still runs` }
          : { done: true, value: undefined };
      },
      {
        what: `${application.ref.name} to come to rest`,
        timeoutMs: this.#timeoutMs,
        signal: context.signal,
        progress: context.progress,
      },
    );
  }

  /**
   * Before the application is written as one that is awake, which takes the note away: what rests has as many pods again as it
   * had, as the plan says it. Where the repository names a number, Argo CD sets that one afterwards. Nothing of one that did not
   * sleep so.
   *
   * @throws ConflictError where the application is not as it was planned any more
   */
  async wake(
    { ref, liveUid, fields }: Pick<PlannedChange, 'ref' | 'liveUid' | 'fields'>,
    context: EffectContext,
  ): Promise<void> {
    const client = await this.#writer(ref.cluster, context);
    const live = await client.get(ref, context);
    // Of another object, writing the application says what is wrong.
    if (
      !live ||
      sleepNoteOf(live) === undefined ||
      live.metadata.uid !== liveUid ||
      !isOwnedBy(live, context.environmentId)
    ) {
      return;
    }
    if (!isAsPlanned(live, splitFields(fields).written)) {
      throw new ConflictError(
        `${nameOf(ref)} was changed since it was planned; plan again`,
      );
    }
    const workloads = (await this.#workloads.of(ref, live, context)) ?? [];
    for (const workload of workloads) {
      const before = plannedRest(fields, workload);
      if (before !== undefined && !isRunning(workload)) {
        await this.#set(ref, live, workload, before, context);
      }
    }
  }

  /**
   * Waits until Argo CD knows that it may not deploy by itself, and no deployment runs that began before: one of those would
   * wake what is put to rest. While it looks at an application, it does nothing else with it, so when it has looked because it
   * was asked to, an earlier look has ended.
   */
  async #whenLeftAlone(
    { ref, uid }: { ref: ResourceRef; uid: string },
    context: EffectContext,
    { wasAutomated }: { wasAutomated: boolean },
  ): Promise<KubernetesObject> {
    const client = await this.#writer(ref.cluster, context);
    let isAsked = !wasAutomated;
    let seen: KubernetesObject | undefined;
    await followObject(
      client,
      ref,
      async live => {
        const application = live && parseApplication(live);
        if (!application || live.metadata.uid !== uid) {
          throw new ConflictError(
            `${nameOf(ref)} was deleted or replaced by somebody else`,
          );
        }
        seen = live;
        if (wasAutomated && isLooking(live)) {
          return {
            done: false,
            why: 'it has not looked at it yet; see whether its application controller runs',
          };
        }
        if (!isAsked) {
          isAsked = await askToLook(client, live, 'normal', context);
          return { done: false, why: 'asked it to look', written: true };
        }
        return isDeploying(application)
          ? { done: false, why: 'a deployment of it is still running' }
          : { done: true };
      },
      {
        what: `Argo CD to leave ${ref.name} alone`,
        labelSelector: `${OWNERSHIP_LABELS.environment}=${context.environmentId}`,
        timeoutMs: this.#timeoutMs,
        signal: context.signal,
        progress: context.progress,
      },
    );
    if (!seen) {
      throw new ConflictError(`${nameOf(ref)} was not seen`);
    }
    return seen;
  }

  /** Sets the one field, of the very object that was seen; somebody may change it at the same time. */
  async #set(
    application: ResourceRef,
    live: KubernetesObject,
    workload: Workload,
    value: number | boolean,
    context: EffectContext,
  ): Promise<void> {
    const client = await this.#writer(workload.ref.cluster, context);
    let seen: Workload | undefined = workload;
    for (let tries = 1; seen && seen.now !== value; tries++) {
      const { ref, field, uid, resourceVersion } = seen;
      const path = await client.pathOf(ref);
      const response = await client.request({
        method: 'PATCH',
        path: field === 'replicas' ? `${path}/scale` : path,
        query: { fieldManager: FIELD_MANAGER },
        contentType: 'application/merge-patch+json',
        body: { metadata: { uid, resourceVersion }, spec: { [field]: value } },
        signal: context.signal,
      });
      if (isSuccess(response)) {
        return;
      }
      if (![404, 409].includes(response.status) || tries >= MOST_TRIES) {
        throw statusError(response, `change ${field} of ${nameOf(ref)}`);
      }
      await delay(pauseAfter(tries), undefined, { signal: context.signal });
      const all = await this.#workloads.of(application, live, context);
      seen = all?.find(({ key }) => key === workload.key);
    }
  }
}

/** Milliseconds, longer after each try and never the same for two. */
function pauseAfter(tries: number): number {
  const full = Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS);
  return full / 2 + Math.random() * (full / 2);
}

function named(workloads: Workload[]): string {
  return workloads
    .slice(0, MAX_NAMED)
    .map(({ key }) => key.replaceAll('/', ' '))
    .join(', ');
}
