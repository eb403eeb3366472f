import { CustomErrorBase } from '@backstage/errors';
import type {
  InventoryItem,
  LedgerFact,
} from '@cairn/plugin-environments-common';
import type { Knex } from 'knex';
import { databaseNow } from './databaseClock';
import { addItem, removeItem, type NewItem } from './heldInventory';
import type { LedgerStore } from './LedgerStore';
import { writeOutcome, type RunOutcome } from './runOutcome';
import type { Holding } from './RunLeases';
import type { RunRow, RunStepRow } from './rows';

/** The worker does not hold the run any more: another one goes on with it, and this one must not do anything more for it. */
export class LeaseLostError extends CustomErrorBase {
  name = 'LeaseLostError' as const;
  readonly statusCode = 409;
}

/**
 * What a worker writes of the run that it holds. Each write is refused to whoever does not hold the run any more, in the same
 * transaction.
 */
export class RunJournal {
  readonly #knex: Knex;
  readonly #ledger: LedgerStore;

  constructor(knex: Knex, ledger: LedgerStore) {
    this.#knex = knex;
    this.#ledger = ledger;
  }

  /** @throws LeaseLostError */
  async say(holding: Holding, message: string): Promise<void> {
    await this.#knex.transaction(trx => held(trx, holding, { message }));
  }

  /** @throws LeaseLostError */
  async setClusters(
    holding: Holding,
    identities: Record<string, string>,
  ): Promise<void> {
    await this.#knex.transaction(trx =>
      held(trx, holding, { cluster_identities: JSON.stringify(identities) }),
    );
  }

  /** Who asked for the end of the run, if anybody did. */
  async cancelRequestedBy(runId: string): Promise<string | undefined> {
    const row = await this.#knex<RunRow>('runs')
      .where({ id: runId })
      .first('cancel_requested_by');
    return row?.cancel_requested_by ?? undefined;
  }

  /** Before the effect: whatever happens then, the journal knows that it may have. @throws LeaseLostError */
  async beginStep(
    holding: Holding,
    index: number,
    message: string,
    now: Date,
  ): Promise<void> {
    await this.#knex.transaction(async trx => {
      await held(trx, holding, { message });
      await trx<RunStepRow>('run_steps')
        .where({ run_id: holding.runId, idx: index })
        .update({
          state: 'Running',
          message: null,
          tries: trx.raw('tries + 1'),
          started_at: trx.raw('coalesce(started_at, ?)', [now.toISOString()]),
          finished_at: null,
        });
    });
  }

  /** @throws LeaseLostError */
  async sayStep(
    holding: Holding,
    index: number,
    texts: { run: string; step: string },
  ): Promise<void> {
    await this.#knex.transaction(async trx => {
      await held(trx, holding, { message: texts.run });
      await trx<RunStepRow>('run_steps')
        .where({ run_id: holding.runId, idx: index, state: 'Running' })
        .update({ message: texts.step });
    });
  }

  /**
   * Writes down an object that exists before its step ends, for what else there is to write down of it. The same one again changes
   * nothing.
   *
   * @throws LeaseLostError
   */
  async own(
    holding: Holding,
    environmentId: string,
    item: NewItem,
    now: Date,
  ): Promise<InventoryItem> {
    return this.#knex.transaction(async trx => {
      await held(trx, holding);
      return addItem(trx, environmentId, item, now);
    });
  }

  /**
   * After the effect, in one go: what it did, and that it did.
   *
   * @param end.made - object that exists now. The same one again changes nothing
   * @param end.gone - item that is gone now, with what it made
   * @throws LeaseLostError
   */
  async endStep(
    holding: Holding,
    index: number,
    end: {
      state: 'Succeeded' | 'Failed';
      message?: string;
      made?: { environmentId: string; item: NewItem };
      gone?: InventoryItem;
      fact: LedgerFact;
    },
    now: Date,
  ): Promise<void> {
    await this.#knex.transaction(async trx => {
      await held(trx, holding);
      if (end.made) {
        await addItem(trx, end.made.environmentId, end.made.item, now);
      }
      await trx<RunStepRow>('run_steps')
        .where({ run_id: holding.runId, idx: index })
        .update({
          state: end.state,
          message: end.message ?? null,
          finished_at: now.toISOString(),
        });
      if (end.gone) {
        await removeItem(trx, end.gone, now);
      }
      await this.#ledger.append([end.fact], now, trx);
    });
  }

  /** Ends a run, and says in the same breath what became of its environment. @throws LeaseLostError */
  async end(holding: Holding, outcome: RunOutcome, now: Date): Promise<void> {
    await this.#knex.transaction(async trx => {
      await held(trx, holding, {
        state: outcome.state,
        message: outcome.message,
        finished_at: now.toISOString(),
        lease_holder: null,
        lease_until: null,
      });
      await writeOutcome(trx, holding.runId, outcome, now);
      await this.#ledger.append([outcome.fact], now, trx);
    });
  }
}

/** Changes the run, which nobody else can take over until the end of the transaction. */
async function held(
  trx: Knex.Transaction,
  { runId, holder, token }: Holding,
  change: Partial<RunRow> = {},
): Promise<void> {
  const changed = await trx<RunRow>('runs')
    .where({
      id: runId,
      state: 'Running',
      fence: token,
      lease_holder: holder,
    })
    .where('lease_until', '>', databaseNow(trx))
    .update({ fence: token, ...change });
  if (changed === 0) {
    throw new LeaseLostError(
      `Worker ${holder} does not hold run ${runId} any more`,
    );
  }
}
