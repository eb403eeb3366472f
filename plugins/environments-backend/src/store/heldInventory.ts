import { randomUUID } from 'node:crypto';
import type { InventoryItem } from '@cairn/plugin-environments-common';
import type { Knex } from 'knex';
import { refKey } from '../refKey';
import { itemOf } from './InventoryStore';
import type { InventoryRow } from './rows';

export type NewItem = Pick<
  InventoryItem,
  'component' | 'engine' | 'ref' | 'uid' | 'clusterIdentity' | 'parent'
>;

/** Writes down an object that exists; what had its name before is gone. The same one again changes nothing. */
export async function addItem(
  trx: Knex.Transaction,
  environmentId: string,
  item: NewItem,
  now: Date,
): Promise<InventoryItem> {
  const at = now.toISOString();
  const name = { environment_id: environmentId, ref_key: refKey(item.ref) };
  await trx<InventoryRow>('inventory')
    .where(name)
    .whereNot({ uid: item.uid })
    .whereNull('gone_at')
    .update({ gone_at: at });
  await trx('inventory')
    .insert({
      ...name,
      id: randomUUID(),
      component: item.component,
      engine: item.engine,
      ref: JSON.stringify(item.ref),
      uid: item.uid,
      cluster_identity: item.clusterIdentity ?? null,
      parent_id: item.parent ?? null,
      created_at: at,
      gone_at: null,
    })
    .onConflict(['environment_id', 'ref_key', 'uid'])
    .merge({ gone_at: null });
  const row = await trx<InventoryRow>('inventory')
    .where({ ...name, uid: item.uid })
    .first();
  if (!row) {
    throw new Error(`What was just written of ${name.ref_key} is not there`);
  }
  return itemOf(row);
}

/** What an item made goes with it. */
export async function removeItem(
  trx: Knex.Transaction,
  { id }: InventoryItem,
  now: Date,
): Promise<void> {
  await trx<InventoryRow>('inventory')
    .where(item => item.where({ id }).orWhere({ parent_id: id }))
    .whereNull('gone_at')
    .update({ gone_at: now.toISOString() });
}
