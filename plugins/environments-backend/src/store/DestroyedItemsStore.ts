import { randomUUID } from 'node:crypto';
import type { InventoryItem } from '@cairn/plugin-environments-common';
import type { Knex } from 'knex';
import { refKey } from '../refKey';
import { itemOf } from './InventoryStore';
import type { InventoryRow } from './rows';

/** Whether items are gone, as far as it is proven. */
export class DestroyedItemsStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** What an environment owns, and what of it was taken for gone since a time; oldest first. */
  async ownedSince(
    environmentId: string,
    since: string,
  ): Promise<InventoryItem[]> {
    const rows = await this.#knex<InventoryRow>('inventory')
      .where({ environment_id: environmentId })
      .where(gone => gone.whereNull('gone_at').orWhere('gone_at', '>=', since))
      .orderBy('seq')
      .select('*');
    return rows.map(itemOf);
  }

  /** What is proven to be gone is not owned any more; what is not, is, so that it can be destroyed again. */
  async settle(
    items: Array<{ id: string; goneAt: string | undefined }>,
  ): Promise<void> {
    await this.#knex.transaction(async trx => {
      for (const { id, goneAt } of items) {
        await trx<InventoryRow>('inventory')
          .where({ id })
          .update({ gone_at: goneAt ?? null });
      }
    });
  }

  /** Takes objects that were found later into the inventory of the environment that they are of. */
  async adopt(
    environmentId: string,
    found: Array<
      Pick<
        InventoryItem,
        'component' | 'engine' | 'ref' | 'uid' | 'clusterIdentity'
      >
    >,
    now: Date,
  ): Promise<void> {
    for (const { component, engine, ref, uid, clusterIdentity } of found) {
      await this.#knex('inventory')
        .insert({
          id: randomUUID(),
          environment_id: environmentId,
          component,
          engine,
          ref: JSON.stringify(ref),
          ref_key: refKey(ref),
          uid,
          cluster_identity: clusterIdentity ?? null,
          created_at: now.toISOString(),
          gone_at: null,
        })
        .onConflict(['environment_id', 'ref_key', 'uid'])
        .merge({ gone_at: null });
    }
  }
}
