import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type {
  GoldenPathBlocker,
  GoldenPathPlan,
  GoldenPathRequest,
} from '@cairn/plugin-golden-paths-common';
import { StalePlanError } from '../errors';
import type { Names } from '../names/Names';
import type { Planner } from '../plans/Planner';
import { whatChanged } from '../plans/whatChanged';
import type { PlansStore, StoredPlan } from '../store/PlansStore';
import type { GoldenPathOptions, GoldenPaths } from './GoldenPaths';

/** Golden paths, without a look at who may do what: that is `AuthorizedGoldenPaths`. */
export class DefaultGoldenPaths implements GoldenPaths {
  readonly #names: Names;
  readonly #planner: Planner;
  readonly #plans: PlansStore;

  constructor(options: { names: Names; planner: Planner; plans: PlansStore }) {
    this.#names = options.names;
    this.#planner = options.planner;
    this.#plans = options.plans;
  }

  checkName(
    name: string,
    { environments }: Parameters<GoldenPaths['checkName']>[1],
  ) {
    return this.#names.check(name, environments);
  }

  async plan(
    request: GoldenPathRequest,
    { credentials }: GoldenPathOptions,
  ): Promise<GoldenPathPlan> {
    const plan = await this.#planner.plan(request, credentials);
    await this.#plans.add(plan, request);
    return plan;
  }

  async getPlan(digest: string): Promise<GoldenPathPlan> {
    const { plan, taskId } = await this.#stored(digest);
    // What a task has begun with does not expire under its hands.
    return taskId ? { ...plan, task: taskId } : withExpiry(plan);
  }

  async begin(
    digest: string,
    task: string,
    { credentials }: GoldenPathOptions,
  ): Promise<GoldenPathPlan> {
    const { plan, request, taskId } = await this.#stored(digest);
    if (taskId === task) {
      // The same task again, after a restart: part of it may be there by now, and that is no reason to stop.
      return plan;
    }
    if (taskId) {
      throw alreadyBegun(taskId);
    }
    requireNoBlocker(withExpiry(plan).blockers);
    const again = await this.#planner.plan(request, credentials);
    requireNoBlocker(again.blockers);
    const changes = whatChanged(plan, again);
    if (changes.length > 0) {
      throw new StalePlanError(changes);
    }
    if (!(await this.#plans.begin(digest, task, new Date()))) {
      throw alreadyBegun('');
    }
    return plan;
  }

  async #stored(digest: string): Promise<StoredPlan> {
    const stored = await this.#plans.get(digest);
    if (!stored) {
      throw new NotFoundError(
        `There is no plan '${digest}'. Plan again, and start with the digest of that plan.`,
      );
    }
    return stored;
  }
}

function alreadyBegun(taskId: string): ConflictError {
  return new ConflictError(
    `Another task${
      taskId && ` (${taskId})`
    } carries this plan out already. Look at that one, or plan again.`,
  );
}

function withExpiry(plan: GoldenPathPlan): GoldenPathPlan {
  const blocker: GoldenPathBlocker = {
    type: 'expired',
    message: `The plan could be carried out until ${plan.expiresAt}. Plan again.`,
  };
  return Date.parse(plan.expiresAt) <= Date.now()
    ? { ...plan, blockers: [...plan.blockers, blocker] }
    : plan;
}

/** The error says all that stands in the way; its kind is that of the first. */
function requireNoBlocker(blockers: GoldenPathBlocker[]): void {
  if (blockers.length === 0) {
    return;
  }
  const message = `Nothing was made. ${blockers
    .map(blocker => blocker.message)
    .join(' ')}`;
  switch (blockers[0].type) {
    case 'denied':
    case 'not-allowed':
      throw new NotAllowedError(message);
    case 'unavailable':
      throw new ServiceUnavailableError(message);
    default:
      throw new ConflictError(message);
  }
}
