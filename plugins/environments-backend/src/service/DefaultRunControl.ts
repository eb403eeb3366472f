import type { UserInfoService } from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import type { Run } from '@cairn/plugin-environments-common';
import type { EnvironmentChanges } from '../observe/EnvironmentChanges';
import type { RetryGate } from '../plans/RetryGate';
import { personAsking } from '../plans/subject';
import type { Runner } from '../runs/Runner';
import type { RunFeed } from '../runs/RunFeed';
import { whyFailed } from '../runs/runTexts';
import type { RunRecord } from '../store/runRows';
import type { Stores } from '../store/Stores';
import type { WriteOptions } from './Environments';
import type { RunControl } from './RunControl';

/** Retries and cancels runs, without a look at who may: that is `AuthorizedRunControl`. */
export class DefaultRunControl implements RunControl {
  readonly #stores: Stores;
  readonly #runner: Pick<Runner, 'enqueue'>;
  readonly #feed: RunFeed;
  readonly #changes: Pick<EnvironmentChanges, 'tell'>;
  readonly #retries: Pick<RetryGate, 'require'>;
  readonly #userInfo: UserInfoService;

  constructor(options: {
    stores: Stores;
    runner: Pick<Runner, 'enqueue'>;
    feed: RunFeed;
    changes: Pick<EnvironmentChanges, 'tell'>;
    retries: Pick<RetryGate, 'require'>;
    userInfo: UserInfoService;
  }) {
    this.#stores = options.stores;
    this.#runner = options.runner;
    this.#feed = options.feed;
    this.#changes = options.changes;
    this.#retries = options.retries;
    this.#userInfo = options.userInfo;
  }

  /** @throws ConflictError saying why it cannot go on; NotAllowedError where policy denies by now what it does */
  async retryRun(id: string, { credentials }: WriteOptions): Promise<Run> {
    const run = await this.#record(id);
    if (run.state === 'Failed' || run.state === 'Cancelled') {
      await this.#retries.require(
        run,
        await personAsking(credentials, this.#userInfo),
      );
    }
    const requeued = await this.#stores.runControl.requeue(
      run,
      credentials.principal.userEntityRef,
      new Date(),
    );
    if (!requeued) {
      throw new ConflictError(await this.#whyNotRetried(id));
    }
    this.#runner.enqueue(id);
    await this.#changes.tell(run.environmentId);
    return this.#run(id);
  }

  /** @throws ConflictError where it is over */
  async cancelRun(id: string, { credentials }: WriteOptions): Promise<Run> {
    const run = await this.#record(id);
    const actor = credentials.principal.userEntityRef;
    const message =
      'It was stopped before it began, as asked. Nothing was changed.';
    const cancelled =
      (await this.#stores.runControl.cancelQueued(
        run,
        actor,
        { message, reason: whyFailed({ action: run.action, message }) },
        new Date(),
      )) || (await this.#stores.runControl.askToCancel(id, actor));
    const now = await this.#run(id);
    if (!cancelled && now.cancelRequestedBy === undefined) {
      throw new ConflictError(
        `Run '${id}' is over already (${now.state.toLowerCase()}), so there is nothing to cancel`,
      );
    }
    this.#feed.changed(id);
    await this.#changes.tell(run.environmentId);
    return now;
  }

  async #whyNotRetried(id: string): Promise<string> {
    const run = await this.#record(id);
    const environment = await this.#stores.environments.byId(run.environmentId);
    if (run.state !== 'Failed' && run.state !== 'Cancelled') {
      return `Run '${id}' did not fail and was not cancelled; it is ${run.state.toLowerCase()}`;
    }
    if (!environment || environment.state === 'Destroyed') {
      return `Environment '${run.environment}' is destroyed, so its run '${id}' cannot go on`;
    }
    if (environment.lastRun?.id !== id) {
      return `Another run of '${run.environment}' began after run '${id}', so it cannot go on. Plan again.`;
    }
    return `A worker still holds run '${id}'; try again in a few seconds`;
  }

  async #record(id: string): Promise<RunRecord> {
    const run = await this.#stores.runs.record(id);
    if (!run) {
      throw new NotFoundError(`There is no run '${id}'`);
    }
    return run;
  }

  async #run(id: string): Promise<Run> {
    const run = await this.#stores.runs.get(id);
    if (!run) {
      throw new NotFoundError(`There is no run '${id}'`);
    }
    return run;
  }
}
