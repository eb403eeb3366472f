import { createHash } from 'node:crypto';
import type {
  LedgerEntry,
  LedgerFact,
} from '@cairn/plugin-environments-common';
import canonicalize from 'canonicalize';
import type { Knex } from 'knex';
import type { LedgerRow } from './rows';

const FIRST = '0'.repeat(64);

/** Rows that are only ever added, each with the hash of the one before. */
export class LedgerStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Adds facts in their order.
   *
   * @param trx - the transaction in which what they tell of is written, so that neither is there without the other
   */
  async append(
    facts: LedgerFact[],
    now: Date,
    trx?: Knex.Transaction,
  ): Promise<void> {
    if (!trx) {
      await this.#knex.transaction(own => this.append(facts, now, own));
      return;
    }
    // Whoever adds waits here for whoever added before, so that no two rows follow the same one.
    await trx('ledger_head').where({ id: 1 }).increment('sequence', 0);
    const head = await trx<LedgerRow>('ledger')
      .orderBy('sequence', 'desc')
      .first('sequence', 'hash');
    let sequence = head?.sequence ?? 0;
    let previous = head?.hash ?? FIRST;
    for (const fact of facts) {
      sequence += 1;
      const entry = { ...fact, sequence, at: now.toISOString(), previous };
      const hash = hashOf(entry);
      await trx<LedgerRow>('ledger').insert({
        sequence,
        at: entry.at,
        kind: fact.kind,
        actor: fact.actor,
        environment_id: fact.environmentId ?? null,
        environment: fact.environment ?? null,
        digest: fact.digest ?? null,
        run: fact.run ?? null,
        summary: fact.summary,
        data: fact.data ? JSON.stringify(fact.data) : null,
        previous,
        hash,
      });
      previous = hash;
    }
    await trx('ledger_head').where({ id: 1 }).update({ sequence });
  }
}

/** SHA-256 over the canonical form (RFC 8785) of everything but the hash itself. */
export function hashOf(entry: Omit<LedgerEntry, 'hash'>): string {
  const canonical = canonicalize(entry);
  if (canonical === undefined) {
    throw new Error('A row of the ledger has no canonical form');
  }
  return createHash('sha256').update(canonical).digest('hex');
}
