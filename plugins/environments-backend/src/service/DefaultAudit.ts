import { NotFoundError } from '@backstage/errors';
import type {
  LedgerEntry,
  LedgerPage,
  LedgerQuery,
  LedgerVerification,
  Orphan,
  Receipt,
} from '@cairn/plugin-environments-common';
import type { LedgerVerifier } from '../ledger/LedgerVerifier';
import { decodeNumberCursor, encodeCursor } from '../store/cursor';
import type { Stores } from '../store/Stores';
import type { Audit } from './Audit';

const DEFAULT_LIMIT = 50;

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
    order = 'asc',
    limit = DEFAULT_LIMIT,
    cursor,
  }: LedgerQuery): Promise<LedgerPage> {
    const sorted = { sort: 'sequence', order };
    const items = await this.#stores.ledger.page({
      order,
      limit: limit + 1,
      after: cursor ? decodeNumberCursor(cursor, sorted) : undefined,
    });
    const page = items.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page,
      ...(last &&
        items.length > limit && {
          nextCursor: encodeCursor({
            ...sorted,
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
