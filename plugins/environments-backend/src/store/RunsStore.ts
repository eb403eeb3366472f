import { randomUUID } from 'node:crypto';
import type {
  EnvironmentState,
  PlannedChange,
  Run,
  RunSummary,
} from '@cairn/plugin-environments-common';
import type { Knex } from 'knex';
import { leaseTrace } from '../leases/leaseFacts';
import type { QueueCondition } from '../service/SystemPlans';
import type { StoredPlan } from './PlansStore';
import type { EnvironmentRow, RunRow, RunStepRow } from './rows';
import { refKey } from '../refKey';
import { journalStep, runStep, runSummary, type JournalStep } from './runRows';

/** What a run needs to know of itself. */
export interface RunRecord extends RunSummary {
  environmentId: string;
}

/** Runs and the journal of their steps. */
export class RunsStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async get(id: string): Promise<Run | undefined> {
    const record = await this.record(id);
    if (!record) {
      return undefined;
    }
    const { environmentId: _, ...run } = record;
    const rows = await this.#steps(id);
    return { ...run, steps: rows.map(runStep) };
  }

  async record(id: string): Promise<RunRecord | undefined> {
    return this.#record({ id });
  }

  /** The run of a plan; there is at most one. */
  async ofPlan(digest: string): Promise<RunRecord | undefined> {
    return this.#record({ digest });
  }

  /** Newest first. */
  async ofEnvironment(environment: {
    id: string;
    name: string;
  }): Promise<RunSummary[]> {
    const rows = await this.#knex<RunRow>('runs')
      .where({ environment_id: environment.id })
      .orderBy('created_at', 'desc');
    return rows.map(row => runSummary(row, environment.name));
  }

  async steps(id: string): Promise<JournalStep[]> {
    const rows = await this.#steps(id);
    return rows.map(journalStep);
  }

  /** Runs that were begun and not ended, oldest first. */
  async unfinished(): Promise<string[]> {
    const rows = await this.#knex<RunRow>('runs')
      .whereIn('state', ['Queued', 'Running'])
      .orderBy('created_at')
      .select('id');
    return rows.map(({ id }) => id);
  }

  /**
   * Reserves the name, and queues the run that makes the environment; all or nothing.
   *
   * @returns the run's id, or undefined where the name was taken meanwhile
   */
  async queueCreation(
    stored: StoredPlan & { target: NonNullable<StoredPlan['target']> },
    startedBy: string,
    now: Date,
  ): Promise<string | undefined> {
    const { plan, environmentId, target } = stored;
    const at = now.toISOString();
    return this.#knex.transaction(async trx => {
      const runId = randomUUID();
      const reserved = await trx<EnvironmentRow>('environments')
        .insert({
          id: environmentId,
          name: plan.environment.name,
          live_name: plan.environment.name,
          title: plan.environment.name,
          owner: plan.environment.owner,
          class_name: plan.class.name,
          class_version: plan.class.version,
          class_facts: JSON.stringify(target.class),
          cluster: plan.environment.cluster,
          namespace: plan.environment.namespace,
          parameters: JSON.stringify(plan.parameters),
          state: 'Provisioning',
          reason: 'Waits for its first run.',
          since: at,
          conditions: '[]',
          outputs: '{}',
          created_at: at,
          created_by: startedBy,
          last_activity_at: at,
          expires_at: target.expiresAt ?? null,
          last_run_id: runId,
        })
        .onConflict()
        .ignore()
        .returning('id');
      if (reserved.length === 0) {
        return undefined;
      }
      if (target.entities.length > 0) {
        await trx('environment_entities').insert(
          target.entities.map(ref => ({
            environment_id: environmentId,
            entity_ref: ref,
          })),
        );
      }
      await insertRun(trx, { runId, stored, startedBy, at });
      return runId;
    });
  }

  /**
   * Queues a run of an environment that exists.
   *
   * @param condition - what must still be so of the environment
   * @returns the run's id, or undefined where the environment is gone, or another run of it began meanwhile, or the condition
   * does not hold any more
   */
  async queueChange(
    stored: StoredPlan,
    lastRunId: string | undefined,
    startedBy: string,
    now: Date,
    condition: QueueCondition = {},
  ): Promise<string | undefined> {
    const at = now.toISOString();
    return this.#knex.transaction(async trx => {
      const runId = randomUUID();
      const changed = await trx<EnvironmentRow>('environments')
        .where({
          id: stored.environmentId,
          last_run_id: lastRunId ?? null,
          ...(condition.expiresAt && { expires_at: condition.expiresAt }),
          ...(condition.lastActivityAt && {
            last_activity_at: condition.lastActivityAt,
          }),
        })
        .whereNotNull('live_name')
        .update({
          ...leaseTrace(stored.plan.action, startedBy, at),
          ...(stored.plan.action === 'destroy'
            ? {
                state: 'Destroying',
                reason: 'Waits for the run that destroys it.',
              }
            : {
                state: 'Provisioning',
                reason: 'Waits for the run that changes it.',
              }),
          since: at,
          last_run_id: runId,
        });
      if (changed === 0) {
        return undefined;
      }
      await insertRun(trx, { runId, stored, startedBy, at });
      return runId;
    });
  }

  async begin(id: string, message: string, now: Date): Promise<void> {
    await this.#knex<RunRow>('runs')
      .where({ id, state: 'Queued' })
      .update({ started_at: now.toISOString() });
    await this.#knex<RunRow>('runs')
      .where({ id })
      .update({ state: 'Running', message });
  }

  async say(id: string, message: string): Promise<void> {
    await this.#knex<RunRow>('runs')
      .where({ id, state: 'Running' })
      .update({ message });
  }

  /** Before the effect: whatever happens then, the journal knows that it may have. */
  async beginStep(id: string, index: number, now: Date): Promise<void> {
    await this.#knex<RunStepRow>('run_steps')
      .where({ run_id: id, idx: index })
      .update({ state: 'Running', started_at: now.toISOString() });
  }

  async sayStep(id: string, index: number, message: string): Promise<void> {
    await this.#knex<RunStepRow>('run_steps')
      .where({ run_id: id, idx: index, state: 'Running' })
      .update({ message });
  }

  async endStep(
    id: string,
    index: number,
    end: { state: 'Succeeded' | 'Failed'; message?: string },
    now: Date,
  ): Promise<void> {
    await this.#knex<RunStepRow>('run_steps')
      .where({ run_id: id, idx: index })
      .update({
        state: end.state,
        message: end.message ?? null,
        finished_at: now.toISOString(),
      });
  }

  /** Ends a run, and says in the same breath what became of its environment. */
  async end(
    id: string,
    end: {
      state: 'Succeeded' | 'Failed';
      message: string;
      environment: {
        state: EnvironmentState;
        reason: string;
        outputs?: Record<string, string>;
      };
    },
    now: Date,
  ): Promise<void> {
    const at = now.toISOString();
    const { environment } = end;
    await this.#knex.transaction(async trx => {
      await trx<RunRow>('runs')
        .where({ id })
        .update({ state: end.state, message: end.message, finished_at: at });
      await trx<EnvironmentRow>('environments')
        .where({ last_run_id: id })
        .update({
          state: environment.state,
          reason: environment.reason,
          since: at,
          ...(environment.outputs && {
            outputs: JSON.stringify(environment.outputs),
          }),
          ...(environment.state === 'Destroyed' && {
            live_name: null,
            destroyed_at: at,
          }),
        });
    });
  }

  async #record(
    where: { id: string } | { digest: string },
  ): Promise<RunRecord | undefined> {
    const row = await this.#knex<RunRow>('runs').where(where).first();
    if (!row) {
      return undefined;
    }
    const environment = await this.#knex<EnvironmentRow>('environments')
      .where({ id: row.environment_id })
      .first('name');
    return {
      ...runSummary(row, environment?.name ?? ''),
      environmentId: row.environment_id,
    };
  }

  #steps(id: string): Promise<RunStepRow[]> {
    return this.#knex<RunStepRow>('run_steps')
      .where({ run_id: id })
      .orderBy('position')
      .select('*');
  }
}

async function insertRun(
  trx: Knex.Transaction,
  {
    runId,
    stored: { plan, environmentId },
    startedBy,
    at,
  }: { runId: string; stored: StoredPlan; startedBy: string; at: string },
): Promise<void> {
  await trx<RunRow>('runs').insert({
    id: runId,
    environment_id: environmentId,
    digest: plan.digest,
    action: plan.action,
    state: 'Queued',
    message: 'Waits for its turn.',
    owner: plan.environment.owner,
    cluster: plan.environment.cluster,
    started_by: startedBy,
    created_at: at,
  });
  const steps = plan.changes.filter(hasEffect);
  if (steps.length > 0) {
    await trx.batchInsert(
      'run_steps',
      steps.map((change, position) => stepRow(runId, change, position)),
      // SQLite binds a limited number of values in one statement.
      50,
    );
  }
}

function hasEffect({ operation }: PlannedChange): boolean {
  return operation !== 'unchanged';
}

function stepRow(
  runId: string,
  { index, component, engine, operation, ref, liveUid }: PlannedChange,
  position: number,
) {
  return {
    run_id: runId,
    idx: index,
    position,
    operation_id: `${runId}.${index}`,
    component,
    engine,
    operation,
    ref: JSON.stringify(ref),
    ref_key: refKey(ref),
    live_uid: liveUid ?? null,
    state: 'Pending',
  };
}
