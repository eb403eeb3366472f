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
import type { ObservationClock } from '../observe/Watches';
import type { ClassFacts } from '../plans/classFacts';
import {
  environmentStateSchema,
  modeSchema,
  readRecord,
  readTexts,
} from './json';
import { inParts } from './inParts';
import { lookedAt, writtenOnly } from './lookedAt';
import type { EnvironmentRow, RunRow } from './rows';
import { runSummary } from './runRows';
import { toldConditions } from './toldConditions';

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
  readonly #clock: ObservationClock;

  /** @param clock - As of when the state of an environment is right, beyond when it was written last. Default: nothing more. */
  constructor(knex: Knex, clock: ObservationClock = writtenOnly) {
    this.#knex = knex;
    this.#clock = clock;
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

  async #one(row: EnvironmentRow): Promise<Environment> {
    const [environment] = await environmentsOf(this.#knex, [row], this.#clock);
    return environment;
  }
}

/**
 * Rows with what stands in other tables, in the order of the rows.
 *
 * @param clock - As of when states are right, beyond when they were written. Default: nothing more.
 */
export async function environmentsOf(
  knex: Knex,
  rows: EnvironmentRow[],
  clock: ObservationClock = writtenOnly,
): Promise<Environment[]> {
  const entities = await entitiesOf(
    knex,
    rows.map(({ id }) => id),
  );
  const runs = await runsOf(
    knex,
    rows.flatMap(row => row.last_run_id ?? []),
  );
  return rows.map(row => {
    const run = runs.get(row.last_run_id ?? '');
    return environmentOf(row, {
      entities: entities.get(row.id) ?? [],
      lastRun: run && runSummary(run, row.name),
      observedAt: lookedAt(row.observed_at, clock.observedAt(row.cluster)),
    });
  });
}

async function entitiesOf(
  knex: Knex,
  ids: string[],
): Promise<Map<string, string[]>> {
  const entities = new Map<string, string[]>();
  for (const some of inParts(ids)) {
    const rows = await knex<{ environment_id: string; entity_ref: string }>(
      'environment_entities',
    )
      .whereIn('environment_id', some)
      .orderBy('entity_ref');
    for (const { environment_id: id, entity_ref: ref } of rows) {
      entities.set(id, [...(entities.get(id) ?? []), ref]);
    }
  }
  return entities;
}

async function runsOf(knex: Knex, ids: string[]): Promise<Map<string, RunRow>> {
  const runs = new Map<string, RunRow>();
  for (const some of inParts(ids)) {
    for (const row of await knex<RunRow>('runs').whereIn('id', some)) {
      runs.set(row.id, row);
    }
  }
  return runs;
}

function environmentOf(
  row: EnvironmentRow,
  {
    entities,
    lastRun,
    observedAt,
  }: { entities: string[]; lastRun?: RunSummary; observedAt?: string },
): Environment {
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
    conditions: toldConditions(row, lastRun),
    ...(observedAt && { observedAt }),
    outputs: readTexts(row.outputs),
    createdAt: row.created_at,
    createdBy: row.created_by,
    ...(row.expires_at && { expiresAt: row.expires_at }),
    lease: leaseOf(leaseFactsOf(row, lastRun), new Date()),
    ...(row.destroyed_at && { destroyedAt: row.destroyed_at }),
    ...(lastRun && { lastRun }),
  };
}
