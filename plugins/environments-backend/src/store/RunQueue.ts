import { randomUUID } from 'node:crypto';
import type { PlannedChange } from '@cairn/plugin-environments-common';
import type { Knex } from 'knex';
import type { ApplyPermit } from './ApplyPermit';
import { leaseTrace } from '../leases/leaseFacts';
import { refKey } from '../refKey';
import { runFact } from '../runs/runFacts';
import type { QueueCondition } from '../service/SystemPlans';
import type { LedgerStore } from './LedgerStore';
import type { StoredPlan } from './PlansStore';
import type { EnvironmentRow, RunRow } from './rows';

/** Of a run that nothing but its turn keeps. */
export const WAITS_FOR_TURN = 'Waits for its turn.';

/** For runs that need nobody's leave. */
const freely: ApplyPermit = { async use() {} };

/** Puts runs into the queue. There is at most one at a time of an environment. */
export class RunQueue {
  readonly #knex: Knex;
  readonly #ledger: LedgerStore;

  constructor(knex: Knex, ledger: LedgerStore) {
    this.#knex = knex;
    this.#ledger = ledger;
  }

  /**
   * Reserves the name, and queues the run that makes the environment; all or nothing.
   *
   * @param permit - used in the same transaction
   * @returns the run's id, or undefined where the name was taken meanwhile
   */
  async creation(
    stored: StoredPlan & { target: NonNullable<StoredPlan['target']> },
    startedBy: string,
    now: Date,
    permit: ApplyPermit = freely,
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
          mode: plan.mode,
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
      await permit.use(trx, now);
      await this.#insert(trx, { runId, stored, startedBy, now });
      return runId;
    });
  }

  /**
   * Queues a run of an environment that exists. One that is destroyed already can be destroyed again, of what was found later.
   *
   * @param lastRunId - the run that it had last when the plan was found to be the same
   * @param permit - used in the same transaction
   * @param condition - what must still be so of the environment
   * @returns the run's id, or undefined where the environment is gone or changed, or another run of it began meanwhile
   */
  async change(
    stored: StoredPlan,
    lastRunId: string | undefined,
    startedBy: string,
    now: Date,
    permit: ApplyPermit = freely,
    condition: QueueCondition = {},
  ): Promise<string | undefined> {
    const { action } = stored.plan;
    const at = now.toISOString();
    return this.#knex.transaction(async trx => {
      const runId = randomUUID();
      const environment = trx<EnvironmentRow>('environments').where({
        id: stored.environmentId,
        last_run_id: lastRunId ?? null,
        ...(condition.expiresAt !== undefined && {
          expires_at: condition.expiresAt,
        }),
        ...(condition.lastActivityAt !== undefined && {
          last_activity_at: condition.lastActivityAt,
        }),
      });
      if (action !== 'destroy') {
        environment.whereNotNull('live_name');
      }
      const changed = await environment
        .whereNotExists(
          trx<RunRow>('runs')
            .select(trx.raw('1'))
            .where({ environment_id: stored.environmentId })
            .whereIn('state', ['Queued', 'Running']),
        )
        .update({
          ...waiting(action),
          ...leaseTrace(action, startedBy, at),
          since: at,
          last_run_id: runId,
        });
      if (changed === 0) {
        return undefined;
      }
      await permit.use(trx, now);
      await this.#insert(trx, { runId, stored, startedBy, now });
      return runId;
    });
  }

  async #insert(
    trx: Knex.Transaction,
    {
      runId,
      stored: { plan, environmentId },
      startedBy,
      now,
    }: { runId: string; stored: StoredPlan; startedBy: string; now: Date },
  ): Promise<void> {
    await trx<RunRow>('runs').insert({
      id: runId,
      environment_id: environmentId,
      digest: plan.digest,
      action: plan.action,
      state: 'Queued',
      message: WAITS_FOR_TURN,
      owner: plan.environment.owner,
      cluster: plan.environment.cluster,
      started_by: startedBy,
      created_at: now.toISOString(),
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
    await this.#ledger.append(
      [
        runFact(
          'run.queued',
          {
            id: runId,
            environmentId,
            environment: plan.environment.name,
            digest: plan.digest,
            action: plan.action,
          },
          {
            actor: startedBy,
            summary: `Asked for the run of a plan to ${plan.action} ${plan.environment.name}.`,
            data: { steps: steps.length },
          },
        ),
      ],
      now,
      trx,
    );
  }
}

function waiting(
  action: StoredPlan['plan']['action'],
): Pick<EnvironmentRow, 'state' | 'reason'> {
  return action === 'destroy'
    ? { state: 'Destroying', reason: 'Waits for the run that destroys it.' }
    : { state: 'Provisioning', reason: 'Waits for the run that changes it.' };
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
