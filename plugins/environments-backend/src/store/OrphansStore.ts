import type { LedgerFact, Orphan } from '@cairn/plugin-environments-common';
import type { Knex } from 'knex';
import { sha256Of } from '../ledger/chain';
import { readRef } from './json';
import type { LedgerStore } from './LedgerStore';
import type { OrphanRow } from './rows';

/** An orphan with what only the search needs to know. */
export interface FoundOrphan extends Omit<Orphan, 'firstSeenAt'> {
  engine: string;
  /** When it was made, as its system has it. */
  createdAt?: string;
}

/** An orphan as it was found the last time. */
export interface KnownOrphan extends Orphan {
  key: string;
  engine: string;
  isListed: boolean;
}

/** What carries the label of an environment and does not belong there. */
export class OrphansStore {
  readonly #knex: Knex;
  readonly #ledger: LedgerStore;

  constructor(knex: Knex, ledger: LedgerStore) {
    this.#knex = knex;
    this.#ledger = ledger;
  }

  /** Those that are old enough to be called so, oldest first. */
  async list(): Promise<Orphan[]> {
    const rows = await this.#knex<OrphanRow>('orphans')
      .whereNotNull('listed_at')
      .orderBy(['first_seen_at', 'key']);
    return rows.map(orphanOf);
  }

  /** All of a cluster, those that are too new included. */
  async inCluster(cluster: string): Promise<KnownOrphan[]> {
    const rows = await this.#knex<OrphanRow>('orphans').where({ cluster });
    return rows.map(row => ({
      ...orphanOf(row),
      key: row.key,
      engine: row.engine,
      isListed: row.listed_at !== null,
    }));
  }

  /** Keeps what was found, new or again. */
  async put(orphan: FoundOrphan, now: Date): Promise<void> {
    const at = now.toISOString();
    const { ref, uid, engine, environment, environmentId } = orphan;
    const said = {
      environment_id: environmentId,
      environment: environment ?? null,
      destroyable: orphan.destroyable,
      message: orphan.message,
    };
    await this.#knex('orphans')
      .insert({
        key: orphanKey(orphan),
        cluster: ref.cluster,
        kind: ref.kind,
        ref: JSON.stringify(ref),
        uid,
        engine,
        first_seen_at: at,
        ...said,
      })
      .onConflict('key')
      .merge(said);
  }

  /**
   * From now on it is listed; the ledger has it then, once.
   *
   * @returns false where it was listed already
   */
  async markListed(key: string, fact: LedgerFact, now: Date): Promise<boolean> {
    return this.#knex.transaction(async trx => {
      const changed = await trx<OrphanRow>('orphans')
        .where({ key })
        .whereNull('listed_at')
        .update({ listed_at: now.toISOString() });
      if (changed > 0) {
        await this.#ledger.append([fact], now, trx);
      }
      return changed > 0;
    });
  }

  async remove(keys: string[]): Promise<void> {
    for (const key of keys) {
      await this.#knex('orphans').where({ key }).delete();
    }
  }
}

/** One key for one object: the same exactly where ref and UID are. */
export function orphanKey({ ref, uid }: Pick<Orphan, 'ref' | 'uid'>): string {
  return sha256Of({ ref, uid });
}

function orphanOf(row: OrphanRow): Orphan {
  return {
    ref: readRef(row.ref),
    uid: row.uid,
    environmentId: row.environment_id,
    ...(row.environment !== null && { environment: row.environment }),
    firstSeenAt: row.first_seen_at,
    destroyable: Boolean(row.destroyable),
    message: row.message,
  };
}
