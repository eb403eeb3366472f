import type { LedgerAnchor } from '@cairn/plugin-environments-common';
import type { Knex } from 'knex';
import type { LedgerAnchorRow } from './rows';

/** A head of the ledger as it was written somewhere. */
export type WrittenAnchor = Omit<LedgerAnchor, 'holds'>;

/** Where the head of the ledger was written last outside of the ledger's table, and when. */
export class LedgerAnchorsStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Of each place the last one. */
  async list(): Promise<WrittenAnchor[]> {
    const rows = await this.#knex<LedgerAnchorRow>('ledger_anchors').orderBy(
      'place',
    );
    return rows.map(({ place, sequence, hash, at }) => ({
      place,
      sequence,
      hash,
      at,
    }));
  }

  async put(anchor: WrittenAnchor): Promise<void> {
    const { place, sequence, hash, at } = anchor;
    await this.#knex<LedgerAnchorRow>('ledger_anchors')
      .insert({ place, sequence, hash, at })
      .onConflict('place')
      .merge();
  }
}
