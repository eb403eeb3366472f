import { NotFoundError } from '@backstage/errors';
import type {
  LedgerEntry,
  LedgerPage,
  LedgerVerification,
  Orphan,
  Receipt,
} from '@cairn/plugin-environments-common';
import type { LedgerVerifier } from '../ledger/LedgerVerifier';
import { decodeCursor, encodeCursor } from '../store/cursor';
import type { Stores } from '../store/Stores';
import type { Audit } from './Audit';

const DEFAULT_LIMIT = 50;
/** Rows have one order, and so have their pages. */
const ORDER = { sort: 'sequence', order: 'asc' } as const;

/** What happened, from the ledger; what is proven of it, from receipts. */
export class DefaultAudit implements Audit {
  readonly #stores: Stores;
  readonly #verifier: LedgerVerifier;

  constructor(options: { stores: Stores; verifier: LedgerVerifier }) {
    this.#stores = options.stores;
    this.#verifier = options.verifier;
  }

  async getStory(name: string): Promise<LedgerEntry[]> {
    const environment = await this.#stores.environments.byName(name);
    if (!environment) {
      throw new NotFoundError(`There is no environment '${name}'`);
    }
    return this.#stores.ledger.story(environment.id);
  }

  async getReceipt(name: string): Promise<Receipt> {
    const receipt = await this.#stores.receipts.latest(name);
    if (!receipt) {
      throw new NotFoundError(
        `There is no receipt of an environment '${name}': none of that name was destroyed`,
      );
    }
    return receipt;
  }

  async listOrphans(): Promise<Orphan[]> {
    return this.#stores.orphans.list();
  }

  async listLedger({
    limit = DEFAULT_LIMIT,
    cursor,
  }: {
    limit?: number;
    cursor?: string;
  }): Promise<LedgerPage> {
    const after = cursor ? Number(decodeCursor(cursor, ORDER).value) : 0;
    const items = await this.#stores.ledger.page(after || 0, limit + 1);
    const page = items.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page,
      ...(last &&
        items.length > limit && {
          nextCursor: encodeCursor({
            ...ORDER,
            value: String(last.sequence),
            id: '',
          }),
        }),
    };
  }

  exportLedger(): AsyncIterable<LedgerEntry> {
    return this.#stores.ledger.entries();
  }

  async verifyLedger(): Promise<LedgerVerification> {
    return this.#verifier.verify(new Date());
  }
}
