import { randomUUID } from 'node:crypto';
import type {
  InventoryItem,
  ObservedResource,
} from '@cairn/plugin-environments-common';
import type { Knex } from 'knex';
import type { ObservationClock } from '../observe/Watches';
import { refKey } from '../refKey';
import { readLinks, readRef, resourceStatusSchema } from './json';
import { lookedAt, writtenOnly } from './lookedAt';
import type { InventoryRow } from './rows';

/** What the environments own outside. A row stays after its object is gone. */
export class InventoryStore {
  readonly #knex: Knex;
  readonly #clock: ObservationClock;

  /** @param clock - As `EnvironmentsStore` takes it. */
  constructor(knex: Knex, clock: ObservationClock = writtenOnly) {
    this.#knex = knex;
    this.#clock = clock;
  }

  /** What an environment owns, oldest first. */
  async owned(environmentId: string): Promise<InventoryItem[]> {
    const rows = await this.#owned(environmentId);
    return rows.map(itemOf);
  }

  /** The same with how it was when it was last looked at. */
  async observed(environmentId: string): Promise<ObservedResource[]> {
    const rows = await this.#owned(environmentId);
    return rows.map(row => {
      const item = itemOf(row);
      const observed = observedOf(row);
      return {
        ...item,
        ...observed,
        observedAt:
          lookedAt(row.observed_at, this.#clock.observedAt(item.ref.cluster)) ??
          observed.observedAt,
      };
    });
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
  async add(environmentId: string, item: NewItem, now: Date): Promise<void> {
    await insert(this.#knex, environmentId, [item], now);
  }

  /**
   * Writes down what an item made, as it is now: what came is added, what is not there any more has gone.
   *
   * @param mark - what the item showed of its children when they were read
   */
  async setChildren(
    environmentId: string,
    parent: InventoryItem,
    children: Array<Pick<InventoryItem, 'ref' | 'uid'>>,
    { mark, now }: { mark: string; now: Date },
  ): Promise<void> {
    await this.#knex.transaction(async trx => {
      await insert(
        trx,
        environmentId,
        children.map(child => ({
          ...child,
          component: parent.component,
          engine: parent.engine,
          parent: parent.id,
          ...(parent.clusterIdentity && {
            clusterIdentity: parent.clusterIdentity,
          }),
        })),
        now,
      );
      await trx<InventoryRow>('inventory')
        .where({ environment_id: environmentId, parent_id: parent.id })
        .whereNull('gone_at')
        .whereNotIn(
          'uid',
          children.map(({ uid }) => uid),
        )
        .update({ gone_at: now.toISOString() });
      await trx<InventoryRow>('inventory')
        .where({ id: parent.id })
        .update({ children_mark: mark });
    });
  }

  async markGone(id: string, now: Date): Promise<void> {
    await this.#knex<InventoryRow>('inventory')
      .where({ id })
      .update({ gone_at: now.toISOString() });
  }

  #owned(environmentId: string): Promise<InventoryRow[]> {
    return this.#knex<InventoryRow>('inventory')
      .where({ environment_id: environmentId })
      .whereNull('gone_at')
      .orderBy('seq')
      .select('*');
  }
}

/** An object to write down. */
type NewItem = Pick<
  InventoryItem,
  'component' | 'engine' | 'ref' | 'uid' | 'clusterIdentity' | 'parent'
>;

async function insert(
  knex: Knex,
  environmentId: string,
  items: NewItem[],
  now: Date,
): Promise<void> {
  for (const item of items) {
    await knex('inventory')
      .insert({
        id: randomUUID(),
        environment_id: environmentId,
        component: item.component,
        engine: item.engine,
        ref: JSON.stringify(item.ref),
        ref_key: refKey(item.ref),
        uid: item.uid,
        cluster_identity: item.clusterIdentity ?? null,
        parent_id: item.parent ?? null,
        created_at: now.toISOString(),
      })
      .onConflict(['environment_id', 'ref_key', 'uid'])
      .ignore();
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

/** An item as its row says. */
export function itemOf(row: InventoryRow): InventoryItem {
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

/** How it was when it was looked at. */
export function observedOf(
  row: InventoryRow,
): Omit<ObservedResource, keyof InventoryItem> {
  return {
    status: resourceStatusSchema.parse(row.status ?? 'Unknown'),
    message: row.message ?? 'It was not looked at yet.',
    observedAt: row.observed_at ?? row.created_at,
    links: readLinks(row.links),
  };
}
