import { ConflictError } from '@backstage/errors';
import {
  nameOf,
  redactText,
  type KubernetesClient,
  type KubernetesObject,
} from '@cairn/plugin-clusters-node';
import type { ResourceRef } from '@cairn/plugin-environments-common';
import {
  readinessOf,
  type EffectContext,
} from '@cairn/plugin-environments-node';
import type { ApplicationChildren } from './ApplicationChildren';
import {
  complaintsOf,
  parseApplication,
  type Application,
} from './applicationStatus';
import { differing } from './drift';
import type { LookContext, Seen } from './followObject';
import {
  askToLook,
  deployedByStep,
  isLooking,
  isOfStep,
  startDeployment,
  type Wanted,
} from './operations';

const COMMIT = /^[0-9a-f]{40}$/;
const MAX_NAMED = 3;
const MOST_TOO_EARLY = 10;

/** The deployment of an application for one step, judged by what the application says of it. */
export class StepDeployment {
  readonly #client: KubernetesClient;
  readonly #children: ApplicationChildren;
  readonly #ref: ResourceRef;
  readonly #wanted: Wanted;
  readonly #context: EffectContext;
  /** Whether our operation was seen under way: one that had failed before belongs to an earlier try of the step. */
  #hasBegun = false;
  /** How often it did not know the project yet. */
  #tooEarly = 0;
  /** Whether Argo CD was asked to read the repository again, without what it remembers. */
  #wasRefreshed = false;

  constructor(options: {
    client: KubernetesClient;
    children: ApplicationChildren;
    ref: ResourceRef;
    wanted: Wanted;
    context: EffectContext;
  }) {
    this.#client = options.client;
    this.#children = options.children;
    this.#ref = options.ref;
    this.#wanted = options.wanted;
    this.#context = options.context;
  }

  async look(
    live: KubernetesObject | undefined,
    look: LookContext,
  ): Promise<Seen> {
    const application = live && parseApplication(live);
    if (!application || live.metadata.uid !== this.#wanted.uid) {
      throw new ConflictError(
        `${nameOf(
          this.#ref,
        )} was deleted or replaced by somebody else while Argo CD deployed it`,
      );
    }
    const { operation, status } = application;
    const state = status.operationState;
    const step = this.#context.operationId;
    if (isOfStep(operation, step)) {
      this.#hasBegun = true;
      return isOfStep(state?.operation, step) && !state?.finishedAt
        ? waiting(state?.message ?? 'it is applying the objects')
        : waiting(
            complaintsOf(application) ||
              'it has not begun yet; see whether its application controller runs',
          );
    }
    if (operation || (state && !state.finishedAt)) {
      const by = (operation ?? state?.operation)?.initiatedBy.username;
      return waiting(
        `another deployment of it is still running${
          by ? `, started by ${redactText(by)}` : ''
        }`,
      );
    }
    if (isOfStep(state?.operation, step) && state?.phase !== 'Succeeded') {
      if (this.#hasBegun) {
        return this.#afterFailure(live, application);
      }
      return this.#start(live, application);
    }
    // Another one may have come after ours, and then only the history tells of it.
    const deployed = isOfStep(state?.operation, step)
      ? state?.syncResult?.revision
      : deployedByStep(application, step);
    return deployed === undefined
      ? this.#start(live, application)
      : this.#afterSync(live, application, deployed, look);
  }

  /** Argo CD learns of projects and applications apart, and may see the application first. */
  async #afterFailure(
    live: KubernetesObject,
    application: Application,
  ): Promise<Seen> {
    const why = whyFailed(application);
    const { project } = application.spec;
    if (
      !why.includes(`project ${project} which does not exist`) ||
      this.#tooEarly >= MOST_TOO_EARLY
    ) {
      throw new ConflictError(
        `Argo CD could not deploy ${this.#ref.name}: ${why}`,
      );
    }
    this.#tooEarly += 1;
    this.#hasBegun = false;
    await askToLook(this.#client, live, 'normal', this.#context);
    return {
      done: false,
      why: `it does not know the project ${project} yet`,
      written: true,
    };
  }

  async #start(
    live: KubernetesObject,
    application: Application,
  ): Promise<Seen> {
    if (isLooking(live)) {
      return waiting('it reads the repository again');
    }
    // It remembers for an hour that it could not read a commit, whatever the reason was.
    if (!this.#wasRefreshed && complaintsOf(application).includes('(cached)')) {
      this.#wasRefreshed = true;
      await askToLook(this.#client, live, 'hard', this.#context);
      return { done: false, why: 'asked it to read anew', written: true };
    }
    await startDeployment(this.#client, live, this.#wanted, this.#context);
    return { done: false, why: 'asked it to', written: true };
  }

  async #afterSync(
    live: KubernetesObject,
    application: Application,
    deployed: string,
    { isQuiet }: LookContext,
  ): Promise<Seen> {
    const { sync, health } = application.status;
    const { targetRevision } = application.spec.source;
    const wanted =
      this.#wanted.revision ??
      (COMMIT.test(targetRevision) ? targetRevision : undefined);
    if (wanted !== undefined && deployed !== wanted) {
      throw new ConflictError(
        `Argo CD deployed ${deployed} of ${
          this.#ref.name
        } instead of ${wanted}`,
      );
    }
    const isThere = sync.status === 'Synced' && sync.revision === deployed;
    if (!isThere && !isPast(application, deployed)) {
      if (isQuiet && !isLooking(live)) {
        await askToLook(this.#client, live, 'normal', this.#context);
      }
      return waiting(
        complaintsOf(application) ||
          [
            `it says ${sync.status} after it applied ${deployed.slice(0, 8)}`,
            ...differing(application)
              .slice(0, MAX_NAMED)
              .map(({ kind, name }) => `${kind} ${name} is out of sync`),
          ].join('; '),
      );
    }
    if (health.status === 'Healthy') {
      return { done: true };
    }
    const unready = await this.#unready(live);
    return waiting([`it is ${health.status}`, ...unready].join('; '));
  }

  /** Argo CD keeps no reason per object in the application, so the objects themselves are asked. */
  async #unready(live: KubernetesObject): Promise<string[]> {
    const children = await this.#children.of(this.#ref, live, this.#context);
    return children
      .map(child => ({ ...readinessOf(child.live), ref: child.ref }))
      .filter(({ status }) => status !== 'Ready')
      .slice(0, MAX_NAMED)
      .map(({ ref, message }) => `${ref.kind} ${ref.name}: ${message}`);
  }
}

/**
 * Whether Argo CD compares with a commit that is newer than what the step deployed: the branch went on meanwhile, and what
 * was asked for was done. For a moment after a deployment it still tells of an older one.
 */
function isPast({ status }: Application, deployed: string): boolean {
  const revisions = status.history.map(({ revision }) => revision);
  const compared = status.sync.revision;
  if (compared === undefined || compared === deployed) {
    return false;
  }
  const last = revisions.lastIndexOf(compared);
  return last === -1
    ? status.sync.status === 'OutOfSync'
    : last > revisions.lastIndexOf(deployed);
}

function whyFailed(application: Application): string {
  const state = application.status.operationState;
  const failed = (state?.syncResult?.resources ?? [])
    .filter(
      ({ status, hookPhase }) =>
        status === 'SyncFailed' ||
        hookPhase === 'Failed' ||
        hookPhase === 'Error',
    )
    .slice(0, MAX_NAMED)
    .map(({ kind, name, message }) => `${kind} ${name}: ${message}`);
  return redactText(
    failed.join('; ') ||
      complaintsOf(application) ||
      state?.message ||
      'it gave no reason',
  );
}

function waiting(why: string): Seen {
  return { done: false, why: redactText(why) };
}
