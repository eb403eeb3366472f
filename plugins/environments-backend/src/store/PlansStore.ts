import type { Plan } from '@cairn/plugin-environments-common';
import type { Knex } from 'knex';
import { planBlockers } from '../plans/blockers';
import type { PlanResult, PlanTarget } from '../plans/PlanResult';
import { readSubject } from './json';
import type { PlanRow } from './rows';

/** A plan as it was made. */
export type StoredPlan = PlanResult;

/** Plans, immutable. Only redacted ones get here. */
export class PlansStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Keeps a plan. One that was made before with the same digest says the same; only who asked for it last, and until when
   * it can be applied, are taken over.
   */
  async add({
    plan,
    environmentId,
    target,
    subject,
  }: PlanResult): Promise<void> {
    await this.#knex<PlanRow>('plans')
      .insert({
        digest: plan.digest,
        environment_id: environmentId,
        owner: plan.environment.owner,
        plan: JSON.stringify(plan),
        context: target ? JSON.stringify(target) : null,
        subject: subject ? JSON.stringify(subject) : null,
        created_at: plan.createdAt,
        expires_at: plan.expiresAt,
        requested_by: plan.requestedBy,
      })
      .onConflict('digest')
      .merge(['created_at', 'expires_at', 'requested_by', 'subject']);
  }

  async get(digest: string, now: Date): Promise<StoredPlan | undefined> {
    const row = await this.#knex<PlanRow>('plans').where({ digest }).first();
    if (!row) {
      return undefined;
    }
    const stored: Plan = JSON.parse(row.plan);
    const target: PlanTarget | undefined = row.context
      ? JSON.parse(row.context)
      : undefined;
    const plan = {
      ...stored,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
      requestedBy: row.requested_by,
    };
    return {
      plan: { ...plan, blockers: planBlockers(plan, now) },
      environmentId: row.environment_id,
      ...(target && { target }),
      ...(row.subject !== null && { subject: readSubject(row.subject) }),
    };
  }
}
