import type {
  LedgerAnchor,
  LedgerVerification,
} from '@cairn/plugin-environments-common';
import type { LedgerStore, StoredLedgerRow } from '../store/LedgerStore';
import type { ReceiptsStore } from '../store/ReceiptsStore';
import { FIRST_PREVIOUS, hashOf } from './chain';
import type { LedgerAnchors } from './LedgerAnchors';

/** Receipts that are told of where they hold, and at most where they do not. */
const NEWEST_RECEIPTS = 3;
const MOST_WRONG = 20;

/** What was found in the chain itself. */
type Chain = Pick<LedgerVerification, 'entries' | 'head' | 'broken'>;

/** Computes every hash of the ledger again, and compares with what was written down about it elsewhere. */
export class LedgerVerifier {
  readonly #ledger: LedgerStore;
  readonly #receipts: ReceiptsStore;
  readonly #anchors: LedgerAnchors;

  constructor(options: {
    ledger: LedgerStore;
    receipts: ReceiptsStore;
    anchors: LedgerAnchors;
  }) {
    this.#ledger = options.ledger;
    this.#receipts = options.receipts;
    this.#anchors = options.anchors;
  }

  async verify(now: Date): Promise<LedgerVerification> {
    // Before the rows: what stands there is a row of the ledger as it is read afterwards, whoever adds meanwhile.
    const { written, ofOthers, unread } = await this.#anchors.read();
    const chain = await this.#chain();
    const places = await Promise.all(
      written.map(async anchor => ({
        ...anchor,
        holds: await this.#ledger.has(anchor),
      })),
    );
    const anchors = [...places, ...ofOthers, ...(await this.#receiptAnchors())];
    return {
      ok: !chain.broken && anchors.every(({ holds }) => holds),
      ...chain,
      anchors,
      unread,
      verifiedAt: now.toISOString(),
    };
  }

  async #chain(): Promise<Chain> {
    const found: Chain = { entries: 0 };
    let last = { sequence: 0, hash: FIRST_PREVIOUS };
    for await (const row of this.#ledger.stored()) {
      found.entries += 1;
      const message = whatIsWrong(row, last);
      if (message) {
        // Where rows are missing, the first of those.
        const sequence = Math.min(row.sequence, last.sequence + 1);
        return { ...found, broken: { sequence, message } };
      }
      last = { sequence: row.sequence, hash: row.hash };
      found.head = last;
    }
    // Read after the rows, so it is the last of them or one that was added meanwhile.
    const head = await this.#ledger.head();
    if (head.sequence === last.sequence && head.hash === last.hash) {
      return found;
    }
    if (head.sequence > last.sequence) {
      const [next] = await this.#ledger.page({
        order: 'asc',
        after: last.sequence,
        limit: 1,
      });
      return next
        ? found
        : {
            ...found,
            broken: {
              sequence: last.sequence + 1,
              message: `Rows ${last.sequence + 1} to ${
                head.sequence
              } are missing: the end of the ledger was cut off.`,
            },
          };
    }
    return {
      ...found,
      broken: {
        sequence: last.sequence,
        message: `Row ${last.sequence} is not what Cairn wrote last, which was row ${head.sequence} with the hash ${head.hash}: rows were added or changed by somebody else.`,
      },
    };
  }

  /** Every receipt is compared; the newest are told of, and those that do not hold. */
  async #receiptAnchors(): Promise<LedgerAnchor[]> {
    const told: LedgerAnchor[] = [];
    const wrong: LedgerAnchor[] = [];
    for await (const receipt of this.#receipts.anchors()) {
      if (!receipt.holds && wrong.length < MOST_WRONG) {
        wrong.push(receipt);
      } else if (receipt.holds) {
        told.push(receipt);
        told.splice(0, told.length - NEWEST_RECEIPTS);
      }
    }
    return [...told, ...wrong];
  }
}

function whatIsWrong(
  row: StoredLedgerRow,
  last: { sequence: number; hash: string },
): string | undefined {
  if (row.sequence < 1) {
    return `Row ${row.sequence} was inserted: Cairn gives numbers from 1.`;
  }
  const expected = last.sequence + 1;
  if (row.sequence !== expected) {
    return row.sequence === expected + 1
      ? `Row ${expected} is missing: it was removed.`
      : `Rows ${expected} to ${
          row.sequence - 1
        } are missing: they were removed.`;
  }
  if (!row.content || hashOf(row.content) !== row.hash) {
    return `Row ${row.sequence} is not as it was written: what it says does not give its hash.`;
  }
  return row.previous === last.hash
    ? undefined
    : `Row ${row.sequence} does not follow the row before it: one of them was replaced or inserted.`;
}
