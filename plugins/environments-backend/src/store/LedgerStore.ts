import { setImmediate } from 'node:timers/promises';
import {
  ledgerKinds,
  type LedgerEntry,
  type LedgerFact,
} from '@cairn/plugin-environments-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import { isRecord } from '@cairn/plugin-portal-common';
import {
  FIRST_PREVIOUS,
  hashOf,
  storableFact,
  type LedgerContent,
} from '../ledger/chain';
import type { LedgerHeadRow, LedgerRow } from './rows';

/** Rows that are read, and written, at once. SQLite binds a limited number of values in one statement. */
const BATCH = 500;
const INSERT_BATCH = 100;

const kindSchema = z.enum(ledgerKinds);

/** The last row, and whose ledger it is. */
export interface LedgerHead {
  /** UUID of this ledger. */
  installation: string;
  /** 0 where nothing was written yet. */
  sequence: number;
  hash: string;
}

/** A row as it stands, which may not be as it was written. */
export interface StoredLedgerRow {
  sequence: number;
  previous: string;
  hash: string;
  /** Undefined where its data is not JSON any more. */
  content: LedgerContent | undefined;
}

/** Rows that are only ever added, each with the hash of the one before. */
export class LedgerStore {
  readonly #knex: Knex;
  readonly #listeners = new Set<(facts: LedgerFact[]) => void>();

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Tells of what is added by this backend; it may not be committed yet. @returns how to stop */
  onAppended(listener: (facts: LedgerFact[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Adds facts in their order. From here to the end of the transaction everybody else who adds waits, so let this be the last
   * that a transaction does.
   *
   * @param trx - the transaction in which what they tell of is written, so that neither is there without the other
   * @returns the last row
   */
  async append(
    facts: LedgerFact[],
    now: Date,
    trx?: Knex.Transaction,
  ): Promise<LedgerHead> {
    if (!trx) {
      return this.#knex.transaction(own => this.append(facts, now, own));
    }
    const head = await this.lockedHead(trx);
    let { sequence, hash } = head;
    const rows = facts.map(storableFact).map((fact): LedgerRow => {
      const previous = hash;
      sequence += 1;
      const content = { ...fact, sequence, at: now.toISOString(), previous };
      hash = hashOf(content);
      return rowOf(content, hash);
    });
    for (let from = 0; from < rows.length; from += INSERT_BATCH) {
      await trx<LedgerRow>('ledger').insert(
        rows.slice(from, from + INSERT_BATCH),
      );
    }
    await trx<LedgerHeadRow>('ledger_head')
      .where({ id: 1 })
      .update({ sequence, hash });
    this.#listeners.forEach(listener => listener(facts));
    return { ...head, sequence, hash };
  }

  /** The last row; nobody adds another one before the end of the transaction. */
  async lockedHead(trx: Knex.Transaction): Promise<LedgerHead> {
    const [row] = await trx<LedgerHeadRow>('ledger_head')
      .where({ id: 1 })
      .increment('sequence', 0)
      .returning(['installation', 'sequence', 'hash']);
    return headOf(row);
  }

  async head(): Promise<LedgerHead> {
    const row = await this.#knex<LedgerHeadRow>('ledger_head')
      .where({ id: 1 })
      .first('installation', 'sequence', 'hash');
    return headOf(row);
  }

  /** Whether there is exactly this row; 0 stands for the beginning. */
  async has({
    sequence,
    hash,
  }: Pick<LedgerHead, 'sequence' | 'hash'>): Promise<boolean> {
    if (sequence === 0) {
      return hash === FIRST_PREVIOUS;
    }
    const row = await this.#knex<LedgerRow>('ledger')
      .where({ sequence, hash })
      .first('sequence');
    return row !== undefined;
  }

  /** @param page.after - number of the row before the first; without it from the beginning, or with `desc` from the end */
  async page(page: {
    order: 'asc' | 'desc';
    after?: number;
    limit: number;
  }): Promise<LedgerEntry[]> {
    const rows = await this.#rows(page);
    return rows.map(entryOf);
  }

  /** All rows, oldest first, a bounded number of them in memory. */
  async *entries(): AsyncGenerator<LedgerEntry> {
    for await (const rows of this.#batches()) {
      yield* rows.map(entryOf);
    }
  }

  /** All rows as they stand, oldest first, a bounded number of them in memory. */
  async *stored(): AsyncGenerator<StoredLedgerRow> {
    for await (const rows of this.#batches()) {
      yield* rows.map(row => ({
        sequence: row.sequence,
        previous: row.previous,
        hash: row.hash,
        content: contentOf(row),
      }));
    }
  }

  /** Everything about an environment, oldest first. */
  async story(environmentId: string): Promise<LedgerEntry[]> {
    const rows = await this.#knex<LedgerRow>('ledger')
      .where({ environment_id: environmentId })
      .orderBy('sequence');
    return rows.map(entryOf);
  }

  async get(sequence: number): Promise<LedgerEntry | undefined> {
    const row = await this.#knex<LedgerRow>('ledger')
      .where({ sequence })
      .first();
    return row && entryOf(row);
  }

  async *#batches(): AsyncGenerator<LedgerRow[]> {
    // Not 0: a row of another number than Cairn gives is to be seen as well.
    let after: number | undefined;
    for (;;) {
      const rows = await this.#rows({ order: 'asc', after, limit: BATCH });
      const last = rows.at(-1);
      if (!last) {
        return;
      }
      yield rows;
      after = last.sequence;
      // SQLite answers without giving way: a long ledger would keep everybody else waiting, those who renew leases too.
      await setImmediate();
    }
  }

  #rows(page: {
    order: 'asc' | 'desc';
    after?: number;
    limit: number;
  }): Promise<LedgerRow[]> {
    const { order, after, limit } = page;
    const rows = this.#knex<LedgerRow>('ledger');
    return (
      after === undefined
        ? rows
        : rows.where('sequence', order === 'asc' ? '>' : '<', after)
    )
      .orderBy('sequence', order)
      .limit(limit)
      .select('*');
  }
}

function headOf(row: Omit<LedgerHeadRow, 'id'> | undefined): LedgerHead {
  if (!row) {
    throw new Error(
      'The head of the ledger is not in its table ledger_head: somebody removed it. Restore the database from a backup.',
    );
  }
  const { installation, sequence, hash } = row;
  return { installation, sequence, hash };
}

function rowOf(content: LedgerContent, hash: string): LedgerRow {
  return {
    sequence: content.sequence,
    at: content.at,
    kind: content.kind,
    actor: content.actor,
    environment_id: content.environmentId ?? null,
    environment: content.environment ?? null,
    digest: content.digest ?? null,
    run: content.run ?? null,
    summary: content.summary,
    data: content.data === undefined ? null : JSON.stringify(content.data),
    previous: content.previous,
    hash,
  };
}

function contentOf(row: LedgerRow): LedgerContent | undefined {
  try {
    return {
      kind: row.kind,
      actor: row.actor,
      ...(row.environment_id !== null && {
        environmentId: row.environment_id,
      }),
      ...(row.environment !== null && { environment: row.environment }),
      ...(row.digest !== null && { digest: row.digest }),
      ...(row.run !== null && { run: row.run }),
      summary: row.summary,
      ...(row.data !== null && { data: dataOf(row.data) }),
      sequence: row.sequence,
      at: row.at,
      previous: row.previous,
    };
  } catch {
    return undefined;
  }
}

/** With every key that was written: a copy that zod makes leaves out `__proto__`, which is part of the hash. */
function dataOf(text: string): Record<string, unknown> {
  const data: unknown = JSON.parse(text);
  if (!isRecord(data)) {
    throw new TypeError('The data of a row is an object');
  }
  return data;
}

function entryOf(row: LedgerRow): LedgerEntry {
  const content = contentOf(row);
  const kind = kindSchema.safeParse(row.kind);
  if (!content || !kind.success) {
    throw new Error(
      `Row ${row.sequence} of the ledger cannot be read: it is not as Cairn wrote it. Verify the ledger.`,
    );
  }
  return { ...content, kind: kind.data, hash: row.hash };
}
