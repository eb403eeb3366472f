import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { TracingService } from '@backstage/backend-plugin-api/alpha';
import type { EnvironmentChanges } from '../observe/EnvironmentChanges';
import type { Observer } from '../observe/Observer';
import type { ClaimedRun } from '../store/RunLeases';
import type { RunOutcome } from '../store/runOutcome';
import type { Stores } from '../store/Stores';
import type { RunExecution } from './RunExecution';
import { runFact } from './runFacts';
import type { RunFeed } from './RunFeed';
import { RunLease, type LeaseTimes } from './RunLease';
import type { RunMetrics } from './RunMetrics';
import { succeeded } from './runTexts';
import { isLost, messageOf } from './StepRunner';
import { unfinished } from './unfinished';
import type { UnrecordedObjects } from './UnrecordedObjects';

/** How many runs may be under way. */
export interface RunLimits {
  /** In this backend. */
  concurrentRuns: number;
  /** Of one group's environments, in all backends of the database. */
  runsPerGroup: number;
  /** In one cluster, in all backends of the database. */
  runsPerCluster: number;
}

/** When a worker does what by itself, in milliseconds. */
export interface WorkerTimes extends LeaseTimes {
  /** Between two looks for runs that nobody holds. */
  lookMs: number;
  /** Longer than a request of a worker before this one can be under way. */
  lateWriteMs: number;
}

export const WORKER_TIMES: WorkerTimes = {
  leaseMs: 15_000,
  renewMs: 5_000,
  lookMs: 2_000,
  lateWriteMs: 10_000,
};

/**
 * A worker: gets hold of runs whose turn it is, and of those whose worker is gone, and carries each out while it holds it. Any
 * number of them, in any number of backends, share one database.
 */
export class Runner {
  /** Names this worker in leases. */
  readonly id = randomUUID();
  readonly #stores: Stores;
  readonly #execution: RunExecution;
  readonly #feed: RunFeed;
  readonly #changes: Pick<EnvironmentChanges, 'tell'>;
  readonly #observer: Pick<Observer, 'observeById'>;
  readonly #unrecorded: UnrecordedObjects;
  readonly #metrics: RunMetrics;
  readonly #tracing: Pick<TracingService, 'startActiveSpan'>;
  readonly #logger: LoggerService;
  readonly #limits: RunLimits;
  readonly #times: WorkerTimes;
  readonly #shutdown = new AbortController();
  readonly #running = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #lookAgain = false;

  constructor(options: {
    stores: Stores;
    execution: RunExecution;
    feed: RunFeed;
    changes: Pick<EnvironmentChanges, 'tell'>;
    observer: Pick<Observer, 'observeById'>;
    unrecorded: UnrecordedObjects;
    metrics: RunMetrics;
    tracing: Pick<TracingService, 'startActiveSpan'>;
    logger: LoggerService;
    limits: RunLimits;
    /** Default: {@link WORKER_TIMES}. */
    times?: WorkerTimes;
  }) {
    this.#stores = options.stores;
    this.#execution = options.execution;
    this.#feed = options.feed;
    this.#changes = options.changes;
    this.#observer = options.observer;
    this.#unrecorded = options.unrecorded;
    this.#metrics = options.metrics;
    this.#tracing = options.tracing;
    this.#logger = options.logger;
    this.#limits = options.limits;
    this.#times = options.times ?? WORKER_TIMES;
  }

  /** Begins to look for runs. */
  start(): void {
    this.#timer = setInterval(() => this.#look(), this.#times.lookMs);
    this.#timer.unref();
    this.#look();
  }

  /** Says that a run was put into the queue, so that nobody waits for the next look. */
  enqueue(runId: string): void {
    this.#feed.changed(runId);
    this.#look();
  }

  /** Interrupts what runs, and lets go of it: another worker, or the next start, goes on at once. */
  async stop(): Promise<void> {
    this.#shutdown.abort(new Error('This backend is being stopped'));
    clearInterval(this.#timer);
    await this.#looking;
    await Promise.all(this.#running);
    await this.#stores.runLeases.letGo(this.id);
  }

  /** Waits until this worker does nothing. */
  async idle(): Promise<void> {
    while (this.#looking || this.#running.size > 0) {
      await this.#looking;
      await Promise.all(this.#running);
    }
  }

  #look(): void {
    if (this.#shutdown.signal.aborted) {
      return;
    }
    if (this.#looking) {
      this.#lookAgain = true;
      return;
    }
    this.#looking = this.#claim()
      .catch(error =>
        this.#logger.warn(`Looking for runs failed: ${messageOf(error)}`),
      )
      .finally(() => {
        this.#looking = undefined;
        if (this.#lookAgain) {
          this.#lookAgain = false;
          this.#look();
        }
      });
  }

  async #claim(): Promise<void> {
    while (
      this.#running.size < this.#limits.concurrentRuns &&
      !this.#shutdown.signal.aborted
    ) {
      const since = performance.now();
      const claimed = await this.#stores.runLeases.claim({
        holder: this.id,
        leaseMs: this.#times.leaseMs,
        ...this.#limits,
      });
      if (!claimed) {
        break;
      }
      const running: Promise<void> = this.#hold(claimed, since).finally(() => {
        this.#running.delete(running);
        this.#look();
      });
      this.#running.add(running);
    }
    for (const runId of await this.#stores.runLeases.explain(this.#limits)) {
      this.#feed.changed(runId);
    }
  }

  async #hold(claimed: ClaimedRun, since: number): Promise<void> {
    const { run, token, takenOver } = claimed;
    const lease = new RunLease({
      run,
      holding: { runId: run.id, holder: this.id, token },
      since,
      leases: this.#stores.runLeases,
      times: this.#times,
      shutdown: this.#shutdown.signal,
      logger: this.#logger,
    });
    if (takenOver) {
      this.#metrics.takenOver(takenOver);
      this.#logger.info(`Going on with run ${run.id}`);
    }
    try {
      await this.#told(lease);
      await this.#tracing.startActiveSpan(
        'cairn.run',
        {
          attributes: {
            'cairn.run': run.id,
            'cairn.environment': run.environment,
            'cairn.action': run.action,
          },
        },
        () => this.#perform(lease, claimed),
      );
      await this.#observer.observeById(run.environmentId);
    } catch (error) {
      // It is in the store: whoever holds it next goes on, this worker at the latest when the lease ends.
      if (!this.#shutdown.signal.aborted) {
        this.#logger.warn(
          `Run ${run.id} was left where it is: ${messageOf(error)}`,
        );
      }
    } finally {
      lease.close();
    }
  }

  async #perform(lease: RunLease, { takenOver }: ClaimedRun): Promise<void> {
    const { run } = lease;
    const begun = performance.now();
    let outcome: RunOutcome;
    try {
      const { target } = await this.#execution.perform(lease);
      if (takenOver === 'gone' && run.action !== 'destroy') {
        await this.#lateWrites(lease, begun);
      }
      const { message, environment } = succeeded(run.action);
      outcome = {
        state: 'Succeeded',
        message,
        environment: { ...environment, ...(target && { target }) },
        fact: runFact('run.finished', run, {
          actor: run.startedBy,
          summary: message,
          data: { state: 'Succeeded' },
        }),
      };
    } catch (error) {
      if (lease.signal.aborted || isLost(error)) {
        throw error;
      }
      outcome = unfinished(run, error);
      this.#logger.warn(
        `Run ${run.id} of environment ${
          run.environment
        } ${outcome.state.toLowerCase()}: ${outcome.message}`,
      );
      await this.#recordUnrecorded(lease);
    }
    await this.#stores.journal.end(lease.holding, outcome, new Date());
    this.#metrics.finished(run.action, outcome.state);
    await this.#told(lease);
  }

  /**
   * A request of the worker before this one can have been let in just before the cluster knew of this one. When it cannot be
   * under way any more, what it made is looked for.
   */
  async #lateWrites(lease: RunLease, begun: number): Promise<void> {
    const { run, signal } = lease;
    await delay(
      Math.max(begun + this.#times.lateWriteMs - performance.now(), 0),
      undefined,
      { signal },
    );
    await this.#unrecorded.record(
      { id: run.environmentId, name: run.environment },
      { all: true, signal },
    );
  }

  async #recordUnrecorded({ run, signal }: RunLease): Promise<void> {
    try {
      await this.#unrecorded.record(
        { id: run.environmentId, name: run.environment },
        { signal },
      );
    } catch (error) {
      // The plan that destroys the environment looks again.
      this.#logger.warn(
        `Whether the failed step of run ${
          run.id
        } left anything cannot be told now: ${messageOf(error)}`,
      );
    }
  }

  async #told({ run }: RunLease): Promise<void> {
    this.#feed.changed(run.id);
    await this.#changes.tell(run.environmentId);
  }
}
