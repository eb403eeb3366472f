import type { Run, RunSummary } from '@cairn/plugin-environments-common';
import type { Knex } from 'knex';
import type { LedgerStore } from './LedgerStore';
import { RunQueue } from './RunQueue';
import type { EnvironmentRow, RunRow, RunStepRow } from './rows';
import {
  journalStep,
  runRecord,
  runStep,
  runSummary,
  type JournalStep,
  type RunRecord,
} from './runRows';

export type { RunRecord } from './runRows';

/** Runs and their steps, as anybody reads them. What a worker writes is in `RunJournal`. */
export class RunsStore {
  readonly #knex: Knex;
  readonly #queue: RunQueue;

  constructor(knex: Knex, ledger: LedgerStore) {
    this.#knex = knex;
    this.#queue = new RunQueue(knex, ledger);
  }

  async get(id: string): Promise<Run | undefined> {
    const row = await this.#knex<RunRow>('runs').where({ id }).first();
    if (!row) {
      return undefined;
    }
    const steps = await this.#steps(id);
    return {
      ...runSummary(row, await this.#nameOf(row.environment_id)),
      steps: steps.map(runStep),
    };
  }

  async record(id: string): Promise<RunRecord | undefined> {
    return this.#record({ id });
  }

  /** The run of a plan; there is at most one. */
  async ofPlan(digest: string): Promise<RunRecord | undefined> {
    return this.#record({ digest });
  }

  /** Newest first. */
  async ofEnvironment(environment: {
    id: string;
    name: string;
  }): Promise<RunSummary[]> {
    const rows = await this.#knex<RunRow>('runs')
      .where({ environment_id: environment.id })
      .orderBy('created_at', 'desc');
    return rows.map(row => runSummary(row, environment.name));
  }

  async steps(id: string): Promise<JournalStep[]> {
    const rows = await this.#steps(id);
    return rows.map(journalStep);
  }

  /** How many wait for a worker. */
  async queued(): Promise<number> {
    const [row] = await this.#knex<RunRow>('runs')
      .where({ state: 'Queued' })
      .count({ count: '*' });
    return Number(row.count);
  }

  /** See `RunQueue.creation`. */
  queueCreation(...args: Parameters<RunQueue['creation']>) {
    return this.#queue.creation(...args);
  }

  /** See `RunQueue.change`. */
  queueChange(...args: Parameters<RunQueue['change']>) {
    return this.#queue.change(...args);
  }

  async #record(
    where: { id: string } | { digest: string },
  ): Promise<RunRecord | undefined> {
    const row = await this.#knex<RunRow>('runs').where(where).first();
    return row && runRecord(row, await this.#nameOf(row.environment_id));
  }

  async #nameOf(environmentId: string): Promise<string> {
    const environment = await this.#knex<EnvironmentRow>('environments')
      .where({ id: environmentId })
      .first('name');
    return environment?.name ?? '';
  }

  #steps(id: string): Promise<RunStepRow[]> {
    return this.#knex<RunStepRow>('run_steps')
      .where({ run_id: id })
      .orderBy('position')
      .select('*');
  }
}
