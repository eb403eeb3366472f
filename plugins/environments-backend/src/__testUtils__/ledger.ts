import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { ClusterAnchors } from '../ledger/ClusterAnchors';
import { LedgerAnchors } from '../ledger/LedgerAnchors';
import { LedgerVerifier } from '../ledger/LedgerVerifier';
import { createStores } from '../store/Stores';
import { MemoryAnchors } from './MemoryAnchors';

/** The ledger of a database, with a cluster `local` in which its head is written down. */
export function ledgerOf(knex: Knex, clusters = new MemoryAnchors()) {
  const stores = createStores(knex);
  const { ledger, receipts } = stores;
  const anchors = new LedgerAnchors({
    ledger,
    anchors: stores.ledgerAnchors,
    clusters: new ClusterAnchors(clusters),
    logger: mockServices.logger.mock(),
  });
  const verifier = new LedgerVerifier({ ledger, receipts, anchors });
  return {
    stores,
    ledger,
    anchors,
    clusters,
    verify: () => verifier.verify(new Date()),
  };
}

/** What somebody does first who may do everything in the database. */
export async function unprotect(knex: Knex): Promise<void> {
  const isPostgres = knex.client.config.client === 'pg';
  for (const [trigger, table] of [
    ['ledger_unchanged', 'ledger'],
    [isPostgres ? 'ledger_not_emptied' : 'ledger_not_removed', 'ledger'],
    ['ledger_head_forward', 'ledger_head'],
  ]) {
    await knex.raw(
      isPostgres
        ? `DROP TRIGGER ${trigger} ON ${table}`
        : `DROP TRIGGER ${trigger}`,
    );
  }
}
