import type {
  Environment,
  InventoryItem,
  ObservedResource,
} from '@cairn/plugin-environments-common';
import type { Knex } from 'knex';
import type { DriftSummary } from '../observe/findings';
import { environmentsOf, type ObservedState } from './EnvironmentsStore';
import { itemOf, observedOf } from './InventoryStore';
import type { DriftRow, EnvironmentRow, InventoryRow } from './rows';

/** An object with what the observer remembers of it. */
export interface ObservedItem extends ObservedResource {
  /** Whether it was looked at at all. */
  isObserved: boolean;
  /** What it showed of changes by others when it was compared with its plan; absent: it was not. */
  mark?: string;
  /** What it showed of its children when they were read; absent: they were not. */
  childrenMark?: string;
}

/** An environment with all that the observer needs to know of it. */
export interface ObservedEnvironment {
  environment: Environment;
  items: ObservedItem[];
  drift?: DriftSummary;
}

/** What was found out of an object. */
export type Observation = Pick<
  ObservedResource,
  'id' | 'status' | 'message' | 'observedAt' | 'links'
> & {
  /** UID of `kube-system`, where the object was seen in its cluster and that was not known yet. */
  clusterIdentity?: string;
};

/** What an observer changes of one environment. */
export interface ObservedChange {
  environment: Environment;
  /** Absent: that stays. */
  state?: ObservedState;
  observations: Observation[];
}

/** Environments as the observer reads and writes them: many at once. */
export class ObservedStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Those that are not destroyed, in the order of their ids. @param after - the last id of the page before */
  async page(
    after: string | undefined,
    limit: number,
  ): Promise<ObservedEnvironment[]> {
    const rows = this.#knex<EnvironmentRow>('environments')
      .whereNotNull('live_name')
      .orderBy('id')
      .limit(limit);
    if (after !== undefined) {
      rows.where('id', '>', after);
    }
    return this.#read(await rows);
  }

  /** Those of them that are not destroyed. */
  async byIds(ids: string[]): Promise<ObservedEnvironment[]> {
    return this.#read(
      await this.#knex<EnvironmentRow>('environments')
        .whereIn('id', ids)
        .whereNotNull('live_name'),
    );
  }

  /**
   * Writes what was found out, of each environment unless a run has begun or ended since it was read: then what was found
   * out is of another time.
   *
   * @returns ids of the environments whose state was written
   */
  async write(changes: ObservedChange[]): Promise<Set<string>> {
    const written = new Set<string>();
    await this.#knex.transaction(async trx => {
      for (const { environment, state, observations } of changes) {
        await writeObservations(trx, environment, observations);
        if (state && (await writeState(trx, environment, state))) {
          written.add(environment.id);
        }
      }
    });
    return written;
  }

  async #read(rows: EnvironmentRow[]): Promise<ObservedEnvironment[]> {
    const ids = rows.map(({ id }) => id);
    const environments = await environmentsOf(this.#knex, rows);
    const items = grouped(
      await this.#knex<InventoryRow>('inventory')
        .whereIn('environment_id', ids)
        .whereNull('gone_at')
        .orderBy('seq'),
    );
    const drifts = await this.#knex<DriftRow>('drifts')
      .whereIn('environment_id', ids)
      .select('environment_id', 'resources', 'unknown', 'summary');
    const driftOf = new Map(drifts.map(row => [row.environment_id, row]));
    return environments.map(environment => {
      const drift = driftOf.get(environment.id);
      return {
        environment,
        items: (items.get(environment.id) ?? []).map(observedItem),
        ...(drift && {
          drift: {
            resources: drift.resources,
            unknown: drift.unknown,
            summary: drift.summary,
          },
        }),
      };
    });
  }
}

function grouped(rows: InventoryRow[]): Map<string, InventoryRow[]> {
  const groups = new Map<string, InventoryRow[]>();
  for (const row of rows) {
    const group = groups.get(row.environment_id);
    if (group) {
      group.push(row);
    } else {
      groups.set(row.environment_id, [row]);
    }
  }
  return groups;
}

function observedItem(row: InventoryRow): ObservedItem {
  const item: InventoryItem = itemOf(row);
  return {
    ...item,
    ...observedOf(row),
    isObserved: row.status !== null,
    ...(row.mark !== null && { mark: row.mark }),
    ...(row.children_mark !== null && { childrenMark: row.children_mark }),
  };
}

async function writeObservations(
  trx: Knex.Transaction,
  { id: environmentId, cluster }: Environment,
  observations: Observation[],
): Promise<void> {
  for (const observation of observations) {
    const { id, status, message, observedAt, links, clusterIdentity } =
      observation;
    await trx<InventoryRow>('inventory')
      .where({ id })
      .update({
        status,
        message,
        observed_at: observedAt,
        links: JSON.stringify(links),
        ...(clusterIdentity && { cluster_identity: clusterIdentity }),
      });
    if (clusterIdentity) {
      const item = await trx<InventoryRow>('inventory')
        .where({ id })
        .first('ref_key');
      if (item?.ref_key.startsWith(JSON.stringify([cluster]).slice(0, -1))) {
        await trx<EnvironmentRow>('environments')
          .where({ id: environmentId })
          .whereNull('cluster_identity')
          .update({ cluster_identity: clusterIdentity });
      }
    }
  }
}

async function writeState(
  trx: Knex.Transaction,
  environment: Environment,
  state: ObservedState,
): Promise<boolean> {
  const changed = await trx<EnvironmentRow>('environments')
    .where({
      id: environment.id,
      state: environment.state,
      last_run_id: environment.lastRun?.id ?? null,
    })
    .whereNotNull('live_name')
    .update({
      state: state.state,
      reason: state.reason,
      since: state.since,
      conditions: JSON.stringify(state.conditions),
      observed_at: state.observedAt,
    });
  return changed > 0;
}
