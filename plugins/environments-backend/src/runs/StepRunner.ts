import { setTimeout as delay } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { InventoryItem } from '@cairn/plugin-environments-common';
import type { EffectContext } from '@cairn/plugin-environments-node';
import type { SecretScrubber } from '../secrets/SecretScrubber';
import type { NewItem } from '../store/heldInventory';
import type { RunJournal } from '../store/RunJournal';
import type { JournalStep } from '../store/runRows';
import { isRepeatable, MOST_TRIES, pauseBefore } from './repeatable';
import type { RunFeed } from './RunFeed';
import { runFact } from './runFacts';
import type { RunLease } from './RunLease';
import type { RunMetrics } from './RunMetrics';
import { doing, done } from './runTexts';

/** A text that is gone sooner is not worth a write. */
const READABLE_MS = 200;

/** No single effect may keep a run for ever. */
const STEP_TIMEOUT_MS = 15 * 60_000;

/** What is to be written down of an effect when its step ends. */
export interface EffectResult {
  /** Exists now. */
  made?: NewItem;
  /** Is gone now, with what it made. */
  gone?: InventoryItem;
}

/** Does what a step says. */
export type StepEffect = (
  step: JournalStep,
  context: EffectContext,
) => Promise<EffectResult>;

/** Somebody asked for the end of the run. */
export class RunCancelled extends Error {
  readonly by: string;

  constructor(by: string) {
    super(`Cancelled by ${by}`);
    this.by = by;
  }
}

/** Carries out one step: into the journal, the effect, into the journal again. */
export class StepRunner {
  readonly #journal: RunJournal;
  readonly #feed: RunFeed;
  readonly #metrics: RunMetrics;
  readonly #logger: LoggerService;

  constructor(options: {
    journal: RunJournal;
    feed: RunFeed;
    metrics: RunMetrics;
    logger: LoggerService;
  }) {
    this.#journal = options.journal;
    this.#feed = options.feed;
    this.#metrics = options.metrics;
    this.#logger = options.logger;
  }

  /**
   * @throws RunCancelled before the effect; LeaseLostError where another worker has the run; Error naming the step and its object
   * where it failed
   */
  async run(
    step: JournalStep,
    options: {
      lease: RunLease;
      clusterIdentities: ReadonlyMap<string, string>;
      scrubber: SecretScrubber;
      effect: StepEffect;
    },
  ): Promise<void> {
    const { lease, scrubber } = options;
    lease.signal.throwIfAborted();
    const canceller = await this.#journal.cancelRequestedBy(lease.run.id);
    if (canceller !== undefined) {
      throw new RunCancelled(canceller);
    }
    const begun = performance.now();
    const measured = (state: string) =>
      this.#metrics.stepDone((performance.now() - begun) / 1000, {
        engine: step.engine,
        operation: step.operation,
        state,
      });
    try {
      const result = await this.#untilDone(step, options);
      await this.#end(step, lease, { state: 'Succeeded', ...result });
      measured('Succeeded');
    } catch (error) {
      if (lease.signal.aborted || isLost(error)) {
        // Nobody knows here how the step ends: whoever goes on with the run does.
        throw error;
      }
      const message = scrubber.scrub(messageOf(error));
      await this.#end(step, lease, { state: 'Failed', message });
      measured('Failed');
      throw new Error(`${doing(step)} failed: ${message}`);
    }
  }

  async #untilDone(
    step: JournalStep,
    options: {
      lease: RunLease;
      clusterIdentities: ReadonlyMap<string, string>;
      scrubber: SecretScrubber;
      effect: StepEffect;
    },
  ): Promise<EffectResult> {
    const { lease, scrubber, effect } = options;
    for (let tries = 1; ; tries++) {
      await this.#journal.beginStep(
        lease.holding,
        step.index,
        doing(step),
        new Date(),
      );
      this.#feed.changed(lease.run.id);
      const progress = this.#progress(step, lease, scrubber);
      try {
        return await effect(step, {
          environmentId: lease.run.environmentId,
          fence: lease.fence,
          clusterIdentities: options.clusterIdentities,
          operationId: step.operationId,
          signal: AbortSignal.any([
            lease.signal,
            AbortSignal.timeout(STEP_TIMEOUT_MS),
          ]),
          progress: progress.say,
        });
      } catch (error) {
        if (
          lease.signal.aborted ||
          !isRepeatable(error) ||
          tries >= MOST_TRIES
        ) {
          throw error;
        }
        this.#metrics.retried(step.engine);
        progress.say(`Tries again soon: ${messageOf(error)}`);
        await delay(pauseBefore(tries), undefined, { signal: lease.signal });
      } finally {
        await progress.end();
      }
    }
  }

  async #end(
    step: JournalStep,
    lease: RunLease,
    {
      made,
      ...end
    }: EffectResult & { state: 'Succeeded' | 'Failed'; message?: string },
  ): Promise<void> {
    const { index, component, engine, operation, ref, operationId } = step;
    const { run } = lease;
    await this.#journal.endStep(
      lease.holding,
      index,
      {
        ...end,
        ...(made && {
          made: { environmentId: run.environmentId, item: made },
        }),
        fact: runFact('effect', run, {
          actor: run.startedBy,
          summary:
            end.state === 'Succeeded'
              ? done(step)
              : `${doing(step)} failed: ${end.message}`,
          data: {
            state: end.state,
            operation,
            operationId,
            component,
            engine,
            ref: { ...ref },
          },
        }),
      },
      new Date(),
    );
    this.#feed.changed(run.id);
  }

  /** The latest text is written when it has stood for a moment: nobody could have read one before. None after the step's end. */
  #progress(step: JournalStep, lease: RunLease, scrubber: SecretScrubber) {
    let latest = '';
    let timer: NodeJS.Timeout | undefined;
    let said: Promise<void> = Promise.resolve();
    const write = async (): Promise<void> => {
      timer = undefined;
      if (lease.signal.aborted) {
        return;
      }
      try {
        await this.#journal.sayStep(lease.holding, step.index, {
          run: `${doing(step)}: ${latest}`,
          step: latest,
        });
        this.#feed.changed(lease.run.id);
      } catch (error) {
        this.#logger.warn(
          `Progress of run ${lease.run.id} is lost: ${messageOf(error)}`,
        );
      }
    };
    return {
      say: (message: string): void => {
        latest = scrubber.scrub(message);
        timer ??= setTimeout(() => {
          said = said.then(write);
        }, READABLE_MS);
      },
      end: async (): Promise<void> => {
        clearTimeout(timer);
        await said;
      },
    };
  }
}

/** Whether the run is in other hands now, as the database or an API server says. */
export function isLost(error: unknown): boolean {
  return (
    error instanceof Error &&
    (error.name === 'LeaseLostError' || error.name === 'FenceLostError')
  );
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
