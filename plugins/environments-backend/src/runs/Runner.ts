import type { LoggerService } from '@backstage/backend-plugin-api';
import type { PlannedChange } from '@cairn/plugin-environments-common';
import type { EffectContext } from '@cairn/plugin-environments-node';
import type { EngineRegistry } from '../engines/EngineRegistry';
import type { EnvironmentChanges } from '../observe/EnvironmentChanges';
import type { Observer } from '../observe/Observer';
import type { PlanResult } from '../plans/PlanResult';
import { refTitle } from '../refKey';
import { SecretScrubber } from '../secrets/SecretScrubber';
import type { JournalStep } from '../store/runRows';
import type { RunRecord } from '../store/RunsStore';
import type { Stores } from '../store/Stores';
import { BoundedQueue } from './BoundedQueue';
import type { RunFeed } from './RunFeed';
import { TargetInputs, ownedBy } from './runInputs';
import type { UnrecordedObjects } from './UnrecordedObjects';

/** No single effect may keep a run for ever. */
const STEP_TIMEOUT_MS = 15 * 60_000;

const DOING: Partial<Record<PlannedChange['operation'], string>> = {
  create: 'Making',
  update: 'Changing',
  replace: 'Replacing',
  delete: 'Removing',
};

/** One effect of a run, and what is said of it before. */
type Effect = (step: JournalStep, context: EffectContext) => Promise<void>;

/** Executes runs step by step. Every effect is in the journal before it happens, so a run goes on after a restart. */
export class Runner {
  readonly #stores: Stores;
  readonly #engines: EngineRegistry;
  readonly #feed: RunFeed;
  readonly #changes: EnvironmentChanges;
  readonly #observer: Observer;
  readonly #unrecorded: UnrecordedObjects;
  readonly #logger: LoggerService;
  readonly #queue: BoundedQueue;
  readonly #shutdown = new AbortController();

  constructor(options: {
    stores: Stores;
    engines: EngineRegistry;
    feed: RunFeed;
    changes: EnvironmentChanges;
    observer: Observer;
    unrecorded: UnrecordedObjects;
    logger: LoggerService;
    concurrentRuns: number;
  }) {
    this.#stores = options.stores;
    this.#engines = options.engines;
    this.#feed = options.feed;
    this.#changes = options.changes;
    this.#observer = options.observer;
    this.#unrecorded = options.unrecorded;
    this.#logger = options.logger;
    this.#queue = new BoundedQueue(options.concurrentRuns);
  }

  enqueue(runId: string): void {
    if (this.#shutdown.signal.aborted) {
      // It is in the store; the next start goes on with it.
      return;
    }
    this.#queue.add(() => this.#execute(runId));
  }

  /** Goes on with the runs that a backend before this one did not end. */
  async resume(): Promise<void> {
    for (const runId of await this.#stores.runs.unfinished()) {
      this.#logger.info(`Going on with run ${runId}`);
      this.enqueue(runId);
    }
  }

  /** Interrupts what runs. Nothing is marked as failed: it goes on with the next start. */
  async stop(): Promise<void> {
    this.#shutdown.abort();
    await this.#queue.drain();
  }

  /** Waits until every run that was enqueued is over. */
  idle(): Promise<void> {
    return this.#queue.idle();
  }

  async #execute(runId: string): Promise<void> {
    let environmentId: string | undefined;
    try {
      const run = await this.#stores.runs.record(runId);
      if (!run || run.state === 'Succeeded' || run.state === 'Failed') {
        return;
      }
      environmentId = run.environmentId;
      await this.#perform(run);
    } catch (error) {
      // Only the store is left to throw here, so there is nowhere to write it down.
      this.#logger.error(
        `Run ${runId} stopped; the next start of this backend goes on with it`,
        error instanceof Error ? error : undefined,
      );
      return;
    }
    if (!this.#shutdown.signal.aborted) {
      await this.#observer.observeById(environmentId);
    }
  }

  async #perform(run: RunRecord): Promise<void> {
    await this.#stores.runs.begin(run.id, 'Getting ready.', new Date());
    await this.#told(run);
    let scrubber = new SecretScrubber([]);
    try {
      const stored = await this.#stores.plans.get(run.digest, new Date());
      if (!stored) {
        throw new Error(`its plan ${run.digest} is not stored any more`);
      }
      if (run.action === 'create') {
        const inputs = await TargetInputs.load(
          stored,
          this.#stores.classVersions,
          this.#engines,
        );
        scrubber = SecretScrubber.of(inputs.desired);
        await this.#steps(run, scrubber, this.#creating(run, inputs));
        await this.#succeed(run, {
          message: 'Everything was made.',
          environment: {
            state: 'Provisioning',
            reason: 'Everything was made; it is looked at for the first time.',
            outputs: inputs.outputs(),
          },
        });
      } else {
        await this.#steps(run, scrubber, await this.#destroying(run, stored));
        await this.#succeed(run, {
          message: 'Everything is gone.',
          environment: {
            state: 'Destroyed',
            reason: 'Everything that it owned is gone.',
          },
        });
      }
    } catch (error) {
      if (this.#shutdown.signal.aborted) {
        return;
      }
      await this.#fail(run, scrubber.scrub(messageOf(error)));
    }
  }

  #creating(run: RunRecord, inputs: TargetInputs): Effect {
    return async ({ index, component, engine }, context) => {
      const owned = await this.#engines
        .get(engine)
        .apply(inputs.change(index), context);
      await this.#stores.inventory.add(
        run.environmentId,
        { component, engine, ref: owned.ref, uid: owned.uid },
        new Date(),
      );
    };
  }

  async #destroying(run: RunRecord, stored: PlanResult): Promise<Effect> {
    const owned = await this.#stores.inventory.owned(run.environmentId);
    return async ({ index, engine }, context) => {
      const item = ownedBy(owned, stored.plan.changes[index]);
      if (item) {
        await this.#engines.get(engine).destroy(item, context);
        await this.#stores.inventory.markGone(item.id, new Date());
      }
    };
  }

  async #steps(
    run: RunRecord,
    scrubber: SecretScrubber,
    effect: Effect,
  ): Promise<void> {
    const steps = await this.#stores.runs.steps(run.id);
    for (const step of steps.filter(({ state }) => state !== 'Succeeded')) {
      this.#shutdown.signal.throwIfAborted();
      await this.#step(run, step, scrubber, effect);
    }
  }

  async #step(
    run: RunRecord,
    step: JournalStep,
    scrubber: SecretScrubber,
    effect: Effect,
  ): Promise<void> {
    const { runs } = this.#stores;
    const doing = `${DOING[step.operation] ?? 'Looking at'} ${refTitle(
      step.ref,
    )}`;
    await runs.beginStep(run.id, step.index, new Date());
    await runs.say(run.id, doing);
    this.#feed.changed(run.id);

    // One after the other, and none after the step's end.
    let said: Promise<void> = Promise.resolve();
    const context: EffectContext = {
      environmentId: run.environmentId,
      fence: { environmentId: run.environmentId, token: 0 },
      clusterIdentities: new Map(),
      operationId: step.operationId,
      signal: AbortSignal.any([
        this.#shutdown.signal,
        AbortSignal.timeout(STEP_TIMEOUT_MS),
      ]),
      progress: message => {
        const text = scrubber.scrub(message);
        said = said.then(async () => {
          await runs.sayStep(run.id, step.index, text);
          await runs.say(run.id, `${doing}: ${text}`);
          this.#feed.changed(run.id);
        });
        said.catch(error =>
          this.#logger.warn(`Progress of run ${run.id} is lost: ${error}`),
        );
      },
    };
    try {
      await effect(step, context);
      await said.catch(() => undefined);
      await runs.endStep(
        run.id,
        step.index,
        { state: 'Succeeded' },
        new Date(),
      );
    } catch (error) {
      await said.catch(() => undefined);
      if (this.#shutdown.signal.aborted) {
        throw error;
      }
      const message = scrubber.scrub(messageOf(error));
      await runs.endStep(
        run.id,
        step.index,
        { state: 'Failed', message },
        new Date(),
      );
      throw new Error(`${doing} failed: ${message}`);
    }
    this.#feed.changed(run.id);
  }

  async #succeed(
    run: RunRecord,
    end: Omit<Parameters<Stores['runs']['end']>[1], 'state'>,
  ): Promise<void> {
    await this.#stores.runs.end(
      run.id,
      { state: 'Succeeded', ...end },
      new Date(),
    );
    await this.#told(run);
  }

  async #fail(run: RunRecord, message: string): Promise<void> {
    this.#logger.warn(
      `Run ${run.id} of environment ${run.environment} failed: ${message}`,
    );
    await this.#stores.runs.end(
      run.id,
      {
        state: 'Failed',
        message,
        environment: { state: 'Failed', reason: message },
      },
      new Date(),
    );
    const environment = await this.#stores.environments.byId(run.environmentId);
    if (environment) {
      try {
        await this.#unrecorded.record(environment);
      } catch (error) {
        // The plan that destroys the environment looks again.
        this.#logger.warn(
          `Whether the failed step of run ${
            run.id
          } left anything cannot be told now: ${messageOf(error)}`,
        );
      }
    }
    await this.#told(run);
  }

  async #told(run: RunRecord): Promise<void> {
    this.#feed.changed(run.id);
    await this.#changes.tell(run.environmentId);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
