import type { Knex } from 'knex';
import { runFact } from '../runs/runFacts';
import { databaseNow } from './databaseClock';
import type { LedgerStore } from './LedgerStore';
import { WAITS_FOR_TURN } from './RunQueue';
import type { EnvironmentRow, RunRow, RunStepRow } from './rows';
import type { RunRecord } from './runRows';

/** What people do with a run from outside of it. */
export class RunControlStore {
  readonly #knex: Knex;
  readonly #ledger: LedgerStore;

  constructor(knex: Knex, ledger: LedgerStore) {
    this.#knex = knex;
    this.#ledger = ledger;
  }

  /**
   * Puts a run that failed or was cancelled back into the queue. Its steps that succeeded stay so.
   *
   * @returns whether it was; not where it is not over, another run of its environment began, or a worker still holds it
   */
  async requeue(run: RunRecord, actor: string, now: Date): Promise<boolean> {
    return this.#knex.transaction(async trx => {
      const requeued = await trx<RunRow>('runs')
        .where({ id: run.id })
        .whereIn('state', ['Failed', 'Cancelled'])
        .where(lease =>
          lease
            .whereNull('lease_until')
            .orWhere('lease_until', '<=', databaseNow(trx)),
        )
        .whereExists(
          trx<EnvironmentRow>('environments')
            .select(trx.raw('1'))
            .where({ id: run.environmentId, last_run_id: run.id })
            .whereNot({ state: 'Destroyed' }),
        )
        .update({
          state: 'Queued',
          message: WAITS_FOR_TURN,
          attempt: trx.raw('attempt + 1'),
          cancel_requested_by: null,
          finished_at: null,
          lease_holder: null,
          lease_until: null,
        });
      if (requeued === 0) {
        return false;
      }
      await trx<RunStepRow>('run_steps')
        .where({ run_id: run.id })
        .whereNot({ state: 'Succeeded' })
        .update({ state: 'Pending', finished_at: null });
      await trx<EnvironmentRow>('environments')
        .where({ last_run_id: run.id })
        .update({
          state: run.action === 'destroy' ? 'Destroying' : 'Provisioning',
          reason: 'Waits for its run, which is tried again.',
          since: now.toISOString(),
        });
      await this.#ledger.append(
        [
          runFact('run.retried', run, {
            actor,
            summary: `Let the run go on from the step that was not done.`,
            data: { attempt: run.attempt + 1 },
          }),
        ],
        now,
        trx,
      );
      return true;
    });
  }

  /**
   * Cancels a run that no worker has begun.
   *
   * @returns whether it was; not where a worker was faster, or it is over
   */
  async cancelQueued(
    run: RunRecord,
    actor: string,
    texts: { message: string; reason: string },
    now: Date,
  ): Promise<boolean> {
    const at = now.toISOString();
    return this.#knex.transaction(async trx => {
      const cancelled = await trx<RunRow>('runs')
        .where({ id: run.id, state: 'Queued' })
        .update({
          state: 'Cancelled',
          message: texts.message,
          cancel_requested_by: actor,
          finished_at: at,
        });
      if (cancelled === 0) {
        return false;
      }
      await trx<EnvironmentRow>('environments')
        .where({ last_run_id: run.id })
        .update({ state: 'Failed', reason: texts.reason, since: at });
      await this.#ledger.append(
        [runFact('run.cancelled', run, { actor, summary: texts.message })],
        now,
        trx,
      );
      return true;
    });
  }

  /** Asks the worker to end a run at the next border between two steps. @returns whether it is running */
  async askToCancel(runId: string, actor: string): Promise<boolean> {
    const asked = await this.#knex<RunRow>('runs')
      .where({ id: runId, state: 'Running' })
      .update({
        cancel_requested_by: this.#knex.raw(
          'coalesce(cancel_requested_by, ?)',
          [actor],
        ),
      });
    return asked > 0;
  }
}
