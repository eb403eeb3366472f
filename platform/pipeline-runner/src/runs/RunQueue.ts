import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import { StopReason, type JobRunner } from '../job/JobRunner';
import type { Outcome } from '../job/outcome';
import { hasEnded, type RunRecord } from './RunRecord';
import type { RunStore } from './RunStore';
import type { StatusReporter } from './StatusReporter';
import type { WorkflowSource } from '../workflow/WorkflowSource';

const INTERRUPTED: Outcome = {
  status: 'Failed',
  message:
    'Interrupted: the pipeline runner stopped while it ran. Run it again.',
};

/** Progress is written at most this often. */
const SAVE_EVERY_MS = 250;

/** Runs what waits, one at a time, oldest first. */
export class RunQueue {
  readonly #store: RunStore;
  readonly #jobs: JobRunner;
  readonly #workflows: WorkflowSource;
  readonly #reporter: StatusReporter;
  readonly #maxQueued: number;
  #current?: { id: string; stop: AbortController };
  #work?: Promise<void>;
  #isStopping = false;

  constructor(options: {
    store: RunStore;
    jobs: JobRunner;
    workflows: WorkflowSource;
    reporter: StatusReporter;
    maxQueued: number;
  }) {
    this.#store = options.store;
    this.#jobs = options.jobs;
    this.#workflows = options.workflows;
    this.#reporter = options.reporter;
    this.#maxQueued = options.maxQueued;
  }

  /** Goes on where an earlier runner ended: what ran is marked as interrupted, what waited goes on waiting. */
  async resume(): Promise<void> {
    for (const record of this.#store.all()) {
      if (!hasEnded(record.status) && record.status !== 'Queued') {
        this.#end(record, {
          ...INTERRUPTED,
          jobs: record.jobs.map(job => ({
            ...job,
            status: job.status === 'Running' ? 'Failed' : job.status,
            steps: job.steps.map(step => ({
              ...step,
              status: step.status === 'Running' ? 'Failed' : step.status,
            })),
          })),
        });
      }
    }
    await this.#jobs.clearAway();
    this.#reporter.wake();
    this.#kick();
  }

  get queued(): number {
    return this.#waiting().length;
  }

  get running(): string | undefined {
    return this.#current?.id;
  }

  /** @throws ServiceUnavailableError where too many wait. */
  add(record: RunRecord): void {
    if (this.queued >= this.#maxQueued) {
      throw new ServiceUnavailableError(
        `${
          this.#maxQueued
        } runs wait already, which is as many as may. Run it again when some have ended`,
      );
    }
    this.#store.save(record);
    this.#reporter.wake();
    this.#kick();
  }

  /**
   * Stops a run, or takes it out of the queue.
   *
   * @throws ConflictError where it has ended.
   */
  cancel(id: string, by: string): RunRecord {
    const record = this.#store.get(id);
    if (hasEnded(record.status)) {
      throw new ConflictError(
        `Run ${id} has ended already (${record.status}), so it cannot be stopped`,
      );
    }
    const outcome: Outcome = {
      status: 'Cancelled',
      message: `Stopped by ${by}.`,
    };
    if (this.#current?.id === id) {
      this.#current.stop.abort(new StopReason(outcome));
      this.#store.save({ ...record, message: `Being stopped by ${by}.` });
    } else {
      this.#end(record, outcome);
    }
    return this.#store.get(id);
  }

  /** Ends what runs; what waits is kept. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#current?.stop.abort(new StopReason(INTERRUPTED));
    await this.#work;
  }

  #waiting(): RunRecord[] {
    return this.#store
      .all()
      .filter(({ status }) => status === 'Queued')
      .reverse();
  }

  #kick() {
    this.#work ??= this.#run().finally(() => {
      this.#work = undefined;
      // One may have come in after the last look.
      if (!this.#isStopping && this.queued > 0) {
        this.#kick();
      }
    });
  }

  async #run(): Promise<void> {
    for (;;) {
      const [next] = this.#waiting();
      if (!next || this.#isStopping) {
        return;
      }
      await this.#runOne(next);
    }
  }

  async #runOne(queued: RunRecord): Promise<void> {
    const stop = new AbortController();
    this.#current = { id: queued.id, stop };
    const record: RunRecord = {
      ...queued,
      status: 'Running',
      message: 'Running.',
      startedAt: new Date().toISOString(),
    };
    this.#store.save(record);
    this.#reporter.wake();
    let savedAt = 0;
    let pending: NodeJS.Timeout | undefined;
    const declared = await this.#workflows.declaredJobs(record).catch(() => []);
    const result = await this.#jobs.run(record, {
      declared,
      logPath: this.#store.logPath(record.id),
      signal: stop.signal,
      onUpdate: update => {
        clearTimeout(pending);
        const save = () => {
          savedAt = Date.now();
          this.#store.save({ ...this.#store.get(record.id), ...update });
        };
        const left = savedAt + SAVE_EVERY_MS - Date.now();
        pending = left > 0 ? setTimeout(save, left) : undefined;
        if (left <= 0) {
          save();
        }
      },
    });
    clearTimeout(pending);
    this.#current = undefined;
    this.#end(this.#store.get(record.id), result);
  }

  #end(record: RunRecord, outcome: Outcome & Partial<RunRecord>) {
    this.#store.save({
      ...record,
      ...outcome,
      finishedAt: new Date().toISOString(),
    });
    this.#reporter.wake();
  }
}
