import { setTimeout as wait } from 'node:timers/promises';
import type { PipelineStatus } from '@cairn/plugin-pipelines-common';
import type { CommitStatus, GitHost } from '../clients/GitHost';
import type { RunRecord } from './RunRecord';
import type { RunStore } from './RunStore';

const RETRY_MS = 5000;

const STATES: Readonly<Record<PipelineStatus, CommitStatus['state']>> = {
  Queued: 'pending',
  Running: 'pending',
  Succeeded: 'success',
  Failed: 'failure',
  TimedOut: 'failure',
  Cancelled: 'error',
  Skipped: 'success',
  Unknown: 'error',
};

/**
 * Tells the Git host how commits do. What was told is kept with the run, so that after trouble on either side the last word
 * still gets there.
 */
export class StatusReporter {
  readonly #store: RunStore;
  readonly #git: GitHost;
  readonly #page: (record: RunRecord) => string;
  readonly #signal: AbortSignal;
  readonly #onError: (error: unknown) => void;
  #work?: Promise<void>;
  #isAsked = false;

  constructor(options: {
    store: RunStore;
    git: GitHost;
    page: (record: RunRecord) => string;
    signal: AbortSignal;
    onError: (error: unknown) => void;
  }) {
    this.#store = options.store;
    this.#git = options.git;
    this.#page = options.page;
    this.#signal = options.signal;
    this.#onError = options.onError;
  }

  /** Something changed. Returns at once. */
  wake(): void {
    this.#isAsked = true;
    this.#work ??= this.#run().finally(() => {
      this.#work = undefined;
      // Somebody may have asked after the last look.
      if (this.#isAsked && !this.#signal.aborted) {
        this.wake();
      }
    });
  }

  async #run(): Promise<void> {
    while (this.#isAsked && !this.#signal.aborted) {
      this.#isAsked = false;
      // Oldest first: of two runs of one commit the later one has the last word.
      for (const { id } of this.#store.all().reverse()) {
        await this.#report(id);
      }
      if (this.#isAsked) {
        await wait(0);
      }
    }
  }

  async #report(id: string): Promise<void> {
    const record = this.#store.find(id);
    if (!record || record.reported === record.status) {
      return;
    }
    try {
      await this.#git.setStatus(record.repository, record.commit.sha, {
        state: STATES[record.status],
        context: `pipeline/${record.workflow}`,
        description: record.message,
        url: this.#page(record),
      });
    } catch (error) {
      if (isHopeless(error)) {
        this.#note(id, record.status);
        return;
      }
      this.#onError(error);
      this.#isAsked = true;
      await wait(RETRY_MS, undefined, { signal: this.#signal }).catch(() => {});
      return;
    }
    this.#note(id, record.status);
  }

  #note(id: string, reported: PipelineStatus) {
    // It may have gone on meanwhile, or be gone.
    const record = this.#store.find(id);
    if (record) {
      this.#store.save({ ...record, reported });
    }
  }
}

/** The repository or the commit is gone. */
function isHopeless(error: unknown): boolean {
  return error instanceof Error && error.name === 'NotFoundError';
}
