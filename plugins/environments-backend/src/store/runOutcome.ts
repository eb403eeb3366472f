import type {
  EnvironmentMode,
  EnvironmentState,
  LedgerFact,
} from '@cairn/plugin-environments-common';
import type { Knex } from 'knex';
import type { ClassFacts } from '../plans/classFacts';
import type { DriftRow, EnvironmentRow } from './rows';

/** What an environment is from now on. */
export interface ReachedTarget {
  class: { name: string; version: string };
  facts: ClassFacts;
  parameters: Record<string, unknown>;
  mode: EnvironmentMode;
  entities: string[];
  outputs: Record<string, string>;
  /** Of its cluster; absent: it stays as it was. */
  clusterIdentity?: string;
}

/** How a run ended. */
export interface RunOutcome {
  state: 'Succeeded' | 'Failed' | 'Cancelled';
  message: string;
  environment: {
    state: EnvironmentState;
    reason: string;
    /** Absent where the plan was not reached: it is meant to be what it was. */
    target?: ReachedTarget;
    /** Of a failure: so that what was begun is destroyed in the right cluster. */
    clusterIdentity?: string;
  };
  fact: LedgerFact;
}

/** Writes down what became of the environment of a run. */
export async function writeOutcome(
  trx: Knex.Transaction,
  runId: string,
  { environment }: RunOutcome,
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  const { state, reason, target } = environment;
  const clusterIdentity =
    target?.clusterIdentity ?? environment.clusterIdentity;
  const [changed] = await trx<EnvironmentRow>('environments')
    .where({ last_run_id: runId })
    .update({
      state,
      reason,
      since: at,
      ...(clusterIdentity && { cluster_identity: clusterIdentity }),
      ...(target && rowOf(target)),
      ...(state === 'Destroyed' && { live_name: null, destroyed_at: at }),
    })
    .returning('id');
  if (changed && target) {
    await setEntities(trx, changed.id, target.entities);
    // It was compared with what it was meant to be before, and objects that stay as they are show nothing new to compare again.
    await trx<DriftRow>('drifts')
      .where({ environment_id: changed.id })
      .delete();
  }
}

function rowOf(target: ReachedTarget): Partial<EnvironmentRow> {
  return {
    class_name: target.class.name,
    class_version: target.class.version,
    class_facts: JSON.stringify(target.facts),
    parameters: JSON.stringify(target.parameters),
    mode: target.mode,
    outputs: JSON.stringify(target.outputs),
  };
}

async function setEntities(
  trx: Knex.Transaction,
  environmentId: string,
  entities: string[],
): Promise<void> {
  await trx('environment_entities')
    .where({ environment_id: environmentId })
    .delete();
  if (entities.length > 0) {
    await trx('environment_entities').insert(
      entities.map(ref => ({
        environment_id: environmentId,
        entity_ref: ref,
      })),
    );
  }
}
