import { setImmediate } from 'node:timers/promises';
import type { LedgerAnchor, Receipt } from '@cairn/plugin-environments-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import { sha256Of } from '../ledger/chain';
import { readRecord, refSchema } from './json';
import type { LedgerStore } from './LedgerStore';
import type { ReceiptRow } from './rows';

const BATCH = 100;

const receiptSchema: z.ZodType<Receipt> = z.object({
  id: z.string(),
  environment: z.string(),
  environmentId: z.string(),
  run: z.string(),
  digest: z.string(),
  complete: z.boolean(),
  items: z.array(
    z.object({
      ref: refSchema,
      uid: z.string(),
      clusterIdentity: z.string().optional(),
      state: z.enum(['absent', 'present', 'unknown']),
      confirmedAt: z.string().optional(),
      message: z.string().optional(),
    }),
  ),
  leftovers: z.array(z.object({ ref: refSchema, uid: z.string() })),
  search: z.object({
    kinds: z.number(),
    failed: z.array(z.object({ kind: z.string(), message: z.string() })),
  }),
  startedAt: z.string(),
  finishedAt: z.string(),
  ledger: z.object({ sequence: z.number(), hash: z.string() }),
});

/** Receipts of destroyed environments, each with the row of the ledger that tells of it. */
export class ReceiptsStore {
  readonly #knex: Knex;
  readonly #ledger: LedgerStore;

  constructor(knex: Knex, ledger: LedgerStore) {
    this.#knex = knex;
    this.#ledger = ledger;
  }

  /**
   * Keeps a receipt and writes it into the ledger, with its digest: one that is changed later is not what the ledger says.
   *
   * @param actor - who destroyed
   * @returns the receipt, with the head of the ledger just before
   */
  async add(
    unwritten: Omit<Receipt, 'ledger'>,
    { actor, summary }: { actor: string; summary: string },
    now: Date,
  ): Promise<Receipt> {
    return this.#knex.transaction(async trx => {
      const { sequence, hash } = await this.#ledger.lockedHead(trx);
      const receipt = { ...unwritten, ledger: { sequence, hash } };
      await this.#ledger.append(
        [
          {
            kind: 'receipt',
            actor,
            environmentId: receipt.environmentId,
            environment: receipt.environment,
            digest: receipt.digest,
            run: receipt.run,
            summary,
            data: {
              receipt: receipt.id,
              sha256: sha256Of(receipt),
              complete: receipt.complete,
            },
          },
        ],
        now,
        trx,
      );
      await trx<ReceiptRow>('receipts').insert({
        id: receipt.id,
        environment_id: receipt.environmentId,
        environment: receipt.environment,
        run: receipt.run,
        receipt: JSON.stringify(receipt),
        ledger_sequence: sequence + 1,
        head_sequence: sequence,
        head_hash: hash,
        finished_at: receipt.finishedAt,
      });
      return receipt;
    });
  }

  async get(id: string): Promise<Receipt | undefined> {
    return this.#newest({ id });
  }

  /** The last of an environment of that name. */
  async latest(environment: string): Promise<Receipt | undefined> {
    return this.#newest({ environment });
  }

  /** Of one environment, oldest first. */
  async ofEnvironment(environmentId: string): Promise<Receipt[]> {
    const rows = await this.#knex<ReceiptRow>('receipts')
      .where({ environment_id: environmentId })
      .orderBy('ledger_sequence');
    return rows.map(({ receipt }) => readReceipt(receipt));
  }

  /** Every receipt compared with the ledger, oldest first. */
  async *anchors(): AsyncGenerator<LedgerAnchor> {
    let after = 0;
    for (;;) {
      const rows = await this.#withLedger(after);
      const last = rows.at(-1);
      if (!last) {
        return;
      }
      for (const row of rows) {
        const isAsWritten = sha256OfText(row.receipt) === sha256In(row.fact);
        yield {
          place: `Receipt ${row.id} of ${row.environment}${
            isAsWritten ? '' : ', which is not the one that the ledger tells of'
          }`,
          sequence: row.head_sequence,
          hash: row.head_hash,
          at: row.finished_at,
          holds:
            isAsWritten && (row.anchored !== null || row.head_sequence === 0),
        };
      }
      after = last.ledger_sequence;
      // SQLite answers without giving way, see LedgerStore.
      await setImmediate();
    }
  }

  #withLedger(
    after: number,
  ): Promise<
    Array<ReceiptRow & { anchored: number | null; fact: string | null }>
  > {
    return this.#knex('receipts')
      .leftJoin('ledger as told', 'told.sequence', 'receipts.ledger_sequence')
      .leftJoin('ledger as anchor', join =>
        join
          .on('anchor.sequence', 'receipts.head_sequence')
          .andOn('anchor.hash', 'receipts.head_hash'),
      )
      .where('receipts.ledger_sequence', '>', after)
      .orderBy('receipts.ledger_sequence')
      .limit(BATCH)
      .select('receipts.*', {
        anchored: 'anchor.sequence',
        fact: 'told.data',
      });
  }

  async #newest(
    where: { id: string } | { environment: string },
  ): Promise<Receipt | undefined> {
    const row = await this.#knex<ReceiptRow>('receipts')
      .where(where)
      .orderBy('ledger_sequence', 'desc')
      .first('receipt');
    return row && readReceipt(row.receipt);
  }
}

function readReceipt(text: string): Receipt {
  return receiptSchema.parse(JSON.parse(text));
}

/** Undefined where it is not JSON any more. */
function sha256OfText(text: string): string | undefined {
  try {
    return sha256Of(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Nothing that is a digest where the row of the ledger is not there, or not one of a receipt. */
function sha256In(data: string | null): unknown {
  try {
    return data === null ? '' : readRecord(data).sha256;
  } catch {
    return '';
  }
}
