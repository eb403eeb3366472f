import { randomUUID } from 'node:crypto';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import type { Plan, PlanAction, Run } from '@cairn/plugin-environments-common';
import type { Knex } from 'knex';
import type { QueueCondition, SystemPlans } from '../../service/SystemPlans';
import { leaseTrace } from '../leaseFacts';
import type { Lifecycle } from '../lifecycle';

const AMARA = 'user:default/amara.okafor';

/** Environments and runs as rows alone: what runs leave there, without anything outside of the database. */
export class RowPlans implements SystemPlans {
  readonly queued: string[] = [];
  readonly queuedAt: number[] = [];
  /** Why everything is denied. */
  refuse: string | undefined;
  /** Environments of which nothing can be planned. */
  readonly refuseFor = new Set<string>();
  /** What happens between a plan and its run. */
  beforeApply: (() => Promise<void>) | undefined;
  readonly #knex: Knex;
  readonly #now: () => Date;
  readonly #plans = new Map<string, { action: PlanAction; name: string }>();

  constructor(knex: Knex, now: () => Date) {
    this.#knex = knex;
    this.#now = now;
  }

  async environment(
    name: string,
    options: { createdAt: number; expiresAt: number; lifecycle: Lifecycle },
  ): Promise<void> {
    const at = new Date(options.createdAt).toISOString();
    await this.#knex('environments').insert({
      id: randomUUID(),
      name,
      live_name: name,
      title: name,
      owner: 'group:default/checkout-team',
      class_name: 'sandbox',
      class_version: 'sha256:1',
      class_facts: JSON.stringify({ lifecycle: options.lifecycle }),
      cluster: 'local',
      namespace: `env-${name}`,
      parameters: '{}',
      state: 'Ready',
      reason: 'Everything that it owns is ready.',
      since: at,
      conditions: '[]',
      outputs: '{}',
      created_at: at,
      created_by: AMARA,
      last_activity_at: at,
      expires_at: new Date(options.expiresAt).toISOString(),
    });
  }

  async planAs(
    _actor: string,
    request: Parameters<SystemPlans['planAs']>[1],
  ): Promise<Plan> {
    if (this.refuse) {
      throw new NotAllowedError(this.refuse);
    }
    if (this.refuseFor.has(request.environment)) {
      throw new Error('its cluster does not answer');
    }
    const digest = `sha256:${randomUUID()}`;
    this.#plans.set(digest, {
      action: request.action,
      name: request.environment,
    });
    const at = this.#now().toISOString();
    return {
      digest,
      action: request.action,
      environment: {
        name: request.environment,
        namespace: `env-${request.environment}`,
        owner: 'group:default/checkout-team',
        cluster: 'local',
      },
      class: { name: 'sandbox', version: 'sha256:1' },
      parameters: {},
      mode: 'awake',
      changes: [],
      coverage: { computed: 0, total: 0 },
      verdict: { allowed: true, revision: 'r', rules: [], violations: [] },
      blockers: [],
      createdAt: at,
      expiresAt: at,
      requestedBy: 'system:lease',
    };
  }

  async applyAs(
    actor: string,
    digest: string,
    condition: QueueCondition,
  ): Promise<Run> {
    await this.beforeApply?.();
    const planned = this.#plans.get(digest);
    if (!planned) {
      throw new Error('there is no such plan');
    }
    const { action, name } = planned;
    const run = await this.#queue(name, action, actor, digest, condition);
    this.queued.push(`${action} ${name} ${actor}`);
    this.queuedAt.push(this.#now().getTime());
    return run;
  }

  /** A person's run that is not over. */
  async begin(name: string, action: PlanAction): Promise<void> {
    await this.#queue(name, action, AMARA, randomUUID(), {});
  }

  /** A person's run, from its beginning to its end. */
  async byHand(name: string, action: PlanAction): Promise<void> {
    await this.begin(name, action);
    await this.finish(name, 'Succeeded');
  }

  /** Ends the run that an environment has. */
  async finish(
    name: string,
    state: 'Succeeded' | 'Failed',
    message = 'Done.',
  ): Promise<void> {
    const { last_run_id: id } = await this.#knex('environments')
      .where({ live_name: name })
      .first('last_run_id');
    const { action } = await this.#knex('runs').where({ id }).first('action');
    await this.#knex('runs').where({ id }).update({ state, message });
    const succeeded = state === 'Succeeded';
    await this.#knex('environments')
      .where({ live_name: name })
      .update({
        state: succeeded ? 'Ready' : 'Failed',
        ...(succeeded &&
          action === 'destroy' && {
            live_name: null,
            destroyed_at: this.#now().toISOString(),
          }),
        ...(succeeded && {
          mode: action === 'hibernate' ? 'hibernated' : 'awake',
        }),
      });
  }

  async extend(name: string, to: number): Promise<void> {
    await this.#knex('environments')
      .where({ live_name: name })
      .update({ expires_at: new Date(to).toISOString() });
  }

  async touch(name: string, at: number): Promise<void> {
    await this.#knex('environments')
      .where({ live_name: name })
      .update({ last_activity_at: new Date(at).toISOString() });
  }

  async #queue(
    name: string,
    action: PlanAction,
    startedBy: string,
    digest: string,
    condition: QueueCondition,
  ): Promise<Run> {
    const at = this.#now().toISOString();
    const id = randomUUID();
    await this.#knex.transaction(async trx => {
      const before = await trx('environments')
        .where({ live_name: name })
        .first('id', 'last_run_id');
      const busy = await trx('runs')
        .where({ environment_id: before?.id ?? null })
        .whereIn('state', ['Queued', 'Running'])
        .first('id');
      const changed = busy
        ? 0
        : await trx('environments')
            .where({
              live_name: name,
              last_run_id: before?.last_run_id ?? null,
              ...(condition.expiresAt && { expires_at: condition.expiresAt }),
              ...(condition.lastActivityAt && {
                last_activity_at: condition.lastActivityAt,
              }),
            })
            .update({ last_run_id: id, ...leaseTrace(action, startedBy, at) });
      if (changed === 0) {
        throw new ConflictError('something else was faster');
      }
      await trx('runs').insert({
        id,
        environment_id: before?.id,
        digest,
        action,
        state: 'Running',
        message: 'Works.',
        started_by: startedBy,
        created_at: at,
      });
    });
    return {
      id,
      environment: name,
      digest,
      action,
      state: 'Running',
      message: 'Works.',
      startedBy,
      attempt: 1,
      createdAt: at,
      steps: [],
    };
  }
}
