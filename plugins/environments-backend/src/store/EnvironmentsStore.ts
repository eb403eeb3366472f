import type {
  Condition,
  Environment,
  EnvironmentState,
  RunSummary,
} from '@cairn/plugin-environments-common';
import { environmentPolicyInputSchema } from '@cairn/plugin-policy-common';
import type { Knex } from 'knex';
import { leaseOf } from '../leases/lease';
import { leaseFactsOf } from '../leases/leaseFacts';
import { leaseCondition, readLeaseProblem } from '../leases/LeaseProblem';
import type { ClassFacts } from '../plans/classFacts';
import {
  environmentStateSchema,
  modeSchema,
  readConditions,
  readRecord,
  readTexts,
} from './json';
import type { EnvironmentRow, RunRow } from './rows';
import { runSummary } from './runRows';

/** What the observer found out of an environment. */
export interface ObservedState {
  state: EnvironmentState;
  reason: string;
  since: string;
  conditions: Condition[];
  observedAt: string;
}

/** Environments by name and id. Lists are in `EnvironmentsQueryStore`. */
export class EnvironmentsStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Of those with that name the one not destroyed, else the last. */
  async byName(name: string): Promise<Environment | undefined> {
    const row = await this.#knex<EnvironmentRow>('environments')
      .where({ name })
      // Null comes last or first depending on the database, so it is made a number.
      .orderByRaw('case when live_name is null then 1 else 0 end')
      .orderBy('created_at', 'desc')
      .first();
    return row && this.#one(row);
  }

  async byId(id: string): Promise<Environment | undefined> {
    const row = await this.#knex<EnvironmentRow>('environments')
      .where({ id })
      .first();
    return row && this.#one(row);
  }

  /** All that are not destroyed. */
  async live(): Promise<Environment[]> {
    const rows = await this.#knex<EnvironmentRow>('environments')
      .whereNotNull('live_name')
      .orderBy('name');
    return environmentsOf(this.#knex, rows);
  }

  async isTaken(name: string): Promise<boolean> {
    const row = await this.#knex<EnvironmentRow>('environments')
      .where({ live_name: name })
      .first('id');
    return row !== undefined;
  }

  /** What policy is asked of the class of an environment, as it was when it was made. */
  async classFactsOf(id: string): Promise<ClassFacts> {
    const row = await this.#knex<EnvironmentRow>('environments')
      .where({ id })
      .first('class_facts');
    return environmentPolicyInputSchema.shape.class.parse(
      JSON.parse(row?.class_facts ?? 'null'),
    );
  }

  /**
   * Stores what was observed, unless a run has begun or ended since: then what was observed is of another time.
   *
   * @returns whether it was stored
   */
  async setObserved(
    environment: Environment,
    observed: ObservedState,
  ): Promise<boolean> {
    const changed = await this.#knex<EnvironmentRow>('environments')
      .where({
        id: environment.id,
        state: environment.state,
        last_run_id: environment.lastRun?.id ?? null,
      })
      .whereNotNull('live_name')
      .update({
        state: observed.state,
        reason: observed.reason,
        since: observed.since,
        conditions: JSON.stringify(observed.conditions),
        observed_at: observed.observedAt,
      });
    return changed > 0;
  }

  async #one(row: EnvironmentRow): Promise<Environment> {
    const [environment] = await environmentsOf(this.#knex, [row]);
    return environment;
  }
}

/** Rows with what stands in other tables, in the order of the rows. */
export async function environmentsOf(
  knex: Knex,
  rows: EnvironmentRow[],
): Promise<Environment[]> {
  const ids = rows.map(({ id }) => id);
  const runIds = rows.flatMap(row => row.last_run_id ?? []);
  const entities = await knex<{ environment_id: string; entity_ref: string }>(
    'environment_entities',
  )
    .whereIn('environment_id', ids)
    .orderBy('entity_ref');
  const runs = await knex<RunRow>('runs').whereIn('id', runIds);
  return rows.map(row => {
    const run = runs.find(({ id }) => id === row.last_run_id);
    return environmentOf(row, {
      entities: entities
        .filter(one => one.environment_id === row.id)
        .map(one => one.entity_ref),
      lastRun: run && runSummary(run, row.name),
    });
  });
}

function environmentOf(
  row: EnvironmentRow,
  { entities, lastRun }: { entities: string[]; lastRun?: RunSummary },
): Environment {
  const problem = readLeaseProblem(row.lease_problem);
  return {
    id: row.id,
    name: row.name,
    title: row.title,
    owner: row.owner,
    class: { name: row.class_name, version: row.class_version },
    cluster: row.cluster,
    namespace: row.namespace,
    parameters: readRecord(row.parameters),
    mode: modeSchema.parse(row.mode),
    entities,
    state: environmentStateSchema.parse(row.state),
    reason: row.reason,
    since: row.since,
    conditions: [
      ...readConditions(row.conditions),
      ...(problem ? [leaseCondition(problem)] : []),
    ],
    ...(row.observed_at && { observedAt: row.observed_at }),
    outputs: readTexts(row.outputs),
    createdAt: row.created_at,
    createdBy: row.created_by,
    ...(row.expires_at && { expiresAt: row.expires_at }),
    lease: leaseOf(leaseFactsOf(row, lastRun), new Date()),
    ...(row.destroyed_at && { destroyedAt: row.destroyed_at }),
    ...(lastRun && { lastRun }),
  };
}
