import { mockServices } from '@backstage/backend-test-utils';
import { hashOf } from '../ledger/chain';
import { ClusterAnchors } from '../ledger/ClusterAnchors';
import { LedgerAnchors } from '../ledger/LedgerAnchors';
import { LedgerVerifier } from '../ledger/LedgerVerifier';
import { createStores } from '../store/Stores';
import { MemoryAnchors } from './MemoryAnchors';

type Database = Parameters<typeof createStores>[0];

/** The ledger of a database, with a cluster `local` in which its head is written down. */
export function ledgerOf(
  knex: Database,
  clusters = new MemoryAnchors(),
  options: { others?: string[] } = {},
) {
  const stores = createStores(knex);
  const { ledger, receipts } = stores;
  const anchors = new LedgerAnchors({
    ledger,
    anchors: stores.ledgerAnchors,
    clusters: new ClusterAnchors(clusters),
    others: options.others,
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

/** Changes a row, and then every hash from there on so that the chain is whole again. */
export async function rechain(
  knex: Database,
  from: number,
  change: { summary: string },
): Promise<void> {
  await knex('ledger').where({ sequence: from }).update(change);
  const { ledger } = createStores(knex);
  let previous: string | undefined;
  for await (const { sequence, content, hash } of ledger.stored()) {
    if (!content) {
      throw new Error(`Row ${sequence} is not whole`);
    }
    const next =
      previous === undefined || sequence < from
        ? hashOf(content)
        : hashOf({ ...content, previous });
    if (next !== hash) {
      await knex('ledger')
        .where({ sequence })
        .update({ hash: next, ...(previous && { previous }) });
      await knex('ledger_head').update({ hash: next });
    }
    previous = next;
  }
}

/** What somebody does first who may do everything in the database. */
export async function unprotect(knex: Database): Promise<void> {
  const isPostgres = knex.client.config.client === 'pg';
  for (const [trigger, table] of [
    ['ledger_unchanged', 'ledger'],
    [isPostgres ? 'ledger_not_emptied' : 'ledger_not_removed', 'ledger'],
    ['ledger_head_forward', 'ledger_head'],
    ...(isPostgres ? [] : [['ledger_head_not_removed', 'ledger_head']]),
  ]) {
    await knex.raw(
      isPostgres
        ? `DROP TRIGGER ${trigger} ON ${table}`
        : `DROP TRIGGER ${trigger}`,
    );
  }
}
