import { randomUUID } from 'node:crypto';
import type {
  InventoryItem,
  ObservedResource,
} from '@cairn/plugin-environments-common';
import type { Knex } from 'knex';
import { refKey } from '../refKey';
import { readLinks, readRef, resourceStatusSchema } from './json';
import type { InventoryRow } from './rows';

/** What the environments own outside. A row stays after its object is gone. */
export class InventoryStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** What an environment owns, oldest first. */
  async owned(environmentId: string): Promise<InventoryItem[]> {
    const rows = await this.#owned(environmentId);
    return rows.map(itemOf);
  }

  /** The same with how it was when it was last looked at. */
  async observed(environmentId: string): Promise<ObservedResource[]> {
    const rows = await this.#owned(environmentId);
    return rows.map(row => ({
      ...itemOf(row),
      status: resourceStatusSchema.parse(row.status ?? 'Unknown'),
      message: row.message ?? 'It was not looked at yet.',
      observedAt: row.observed_at ?? row.created_at,
      links: readLinks(row.links),
    }));
  }

  async get(
    environmentId: string,
    id: string,
  ): Promise<InventoryItem | undefined> {
    const row = await this.#knex<InventoryRow>('inventory')
      .where({ environment_id: environmentId, id })
      .first();
    return row && itemOf(row);
  }

  /** Writes down an object that exists. The same one again changes nothing. */
  async add(
    environmentId: string,
    item: Pick<InventoryItem, 'component' | 'engine' | 'ref' | 'uid'>,
    now: Date,
  ): Promise<void> {
    await this.#knex('inventory')
      .insert({
        id: randomUUID(),
        environment_id: environmentId,
        component: item.component,
        engine: item.engine,
        ref: JSON.stringify(item.ref),
        ref_key: refKey(item.ref),
        uid: item.uid,
        created_at: now.toISOString(),
      })
      .onConflict(['environment_id', 'ref_key', 'uid'])
      .ignore();
  }

  async markGone(id: string, now: Date): Promise<void> {
    await this.#knex<InventoryRow>('inventory')
      .where({ id })
      .update({ gone_at: now.toISOString() });
  }

  async setObserved(
    observations: Array<
      Pick<
        ObservedResource,
        'id' | 'status' | 'message' | 'observedAt' | 'links'
      >
    >,
  ): Promise<void> {
    await this.#knex.transaction(async trx => {
      for (const { id, status, message, observedAt, links } of observations) {
        await trx<InventoryRow>('inventory')
          .where({ id })
          .update({
            status,
            message,
            observed_at: observedAt,
            links: JSON.stringify(links),
          });
      }
    });
  }

  #owned(environmentId: string): Promise<InventoryRow[]> {
    return this.#knex<InventoryRow>('inventory')
      .where({ environment_id: environmentId })
      .whereNull('gone_at')
      .orderBy('seq')
      .select('*');
  }
}

/** What every environment owns, by its id, oldest first. */
export async function itemsByEnvironment(
  knex: Knex,
): Promise<Map<string, InventoryItem[]>> {
  const rows = await knex<InventoryRow>('inventory')
    .whereNull('gone_at')
    .orderBy('seq');
  const items = new Map<string, InventoryItem[]>();
  for (const row of rows) {
    const known = items.get(row.environment_id) ?? [];
    known.push(itemOf(row));
    items.set(row.environment_id, known);
  }
  return items;
}

function itemOf(row: InventoryRow): InventoryItem {
  return {
    id: row.id,
    component: row.component,
    engine: row.engine,
    ref: readRef(row.ref),
    uid: row.uid,
    ...(row.cluster_identity && { clusterIdentity: row.cluster_identity }),
    ...(row.parent_id && { parent: row.parent_id }),
    createdAt: row.created_at,
  };
}
