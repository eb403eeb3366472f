import type {
  LedgerEntry,
  LedgerPage,
  LedgerQuery,
  LedgerVerification,
  Orphan,
  Receipt,
} from '@cairn/plugin-environments-common';
import type { ReadOptions } from './Environments';

/** What happened, and what is proven of it; `EnvironmentsApi` says what each answers. */
export interface Audit {
  getStory(name: string, options: ReadOptions): Promise<LedgerEntry[]>;
  getReceipt(name: string, options: ReadOptions): Promise<Receipt>;
  listOrphans(options: ReadOptions): Promise<Orphan[]>;
  listLedger(query: LedgerQuery, options: ReadOptions): Promise<LedgerPage>;
  /** All rows, oldest first. */
  exportLedger(options: ReadOptions): AsyncIterable<LedgerEntry>;
  verifyLedger(options: ReadOptions): Promise<LedgerVerification>;
}
