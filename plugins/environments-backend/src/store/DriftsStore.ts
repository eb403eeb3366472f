import type { Drift } from '@cairn/plugin-environments-common';
import type { Knex } from 'knex';
import type { DriftSummary } from '../observe/findings';
import { readDrift } from './readDrift';
import type { DriftRow, InventoryRow } from './rows';

/** How environments differ from their plans, as they were compared last. */
export class DriftsStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Undefined where it was not compared yet. */
  async get(environmentId: string): Promise<Drift | undefined> {
    const row = await this.#knex<DriftRow>('drifts')
      .where({ environment_id: environmentId })
      .first();
    return row && { ...readDrift(row.drift), observedAt: row.observed_at };
  }

  /**
   * Keeps what a comparison found, and what each object showed just before: as long as it shows the same, the comparison
   * holds.
   *
   * @param marks - by the id of the item
   */
  async set(
    environmentId: string,
    drift: Drift,
    {
      summary,
      marks,
      now,
    }: {
      summary: DriftSummary;
      marks: ReadonlyMap<string, string>;
      now: Date;
    },
  ): Promise<void> {
    const { observedAt: _, ...kept } = drift;
    await this.#knex.transaction(async trx => {
      await trx<DriftRow>('drifts')
        .insert({
          environment_id: environmentId,
          observed_at: now.toISOString(),
          ...summary,
          drift: JSON.stringify(kept),
        })
        .onConflict('environment_id')
        .merge();
      for (const [id, mark] of marks) {
        await trx<InventoryRow>('inventory').where({ id }).update({ mark });
      }
    });
  }

  /** Environments whose comparison is the oldest, or that were never compared, oldest first. */
  async oldest(limit: number): Promise<string[]> {
    const rows: Array<{ id: string }> = await this.#knex('environments')
      .leftJoin('drifts', 'drifts.environment_id', 'environments.id')
      .whereNotNull('environments.live_name')
      .orderByRaw("coalesce(drifts.observed_at, '')")
      .limit(limit)
      .select('environments.id');
    return rows.map(({ id }) => id);
  }
}
