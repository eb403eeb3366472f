import type { Plan } from '@cairn/plugin-environments-common';
import type { Knex } from 'knex';
import { planBlockers } from '../plans/blockers';
import type { PlanResult, PlanTarget } from '../plans/PlanResult';
import { readSealed, readSubject } from './json';
import type { PlanRow } from './rows';

/** Plans of one person that were not applied and wait for nobody: more would only fill the disk. */
const MOST_UNUSED = 500;

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
   * it can be applied, are taken over. Of what a person asked for and nobody needed, only the youngest plans stay.
   *
   * @param alongside - what is written in the same transaction, after it
   */
  async add(
    result: PlanResult,
    alongside: (trx: Knex.Transaction) => Promise<unknown> = async () => {},
  ): Promise<void> {
    await this.#knex.transaction(async trx => {
      await insertPlan(trx, result);
      await dropSurplus(trx, result.plan.requestedBy);
      await alongside(trx);
    });
  }

  /**
   * Forgets plans that are too old to be applied, and that no run and no approval is about.
   *
   * @returns how many
   */
  async forgetExpired(before: Date): Promise<number> {
    return unneeded(this.#knex)
      .where('expires_at', '<', before.toISOString())
      .delete();
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
      ...(row.sealed !== null && { sealed: readSealed(row.sealed) }),
      ...(target && { target }),
      ...(row.subject !== null && { subject: readSubject(row.subject) }),
    };
  }
}

async function insertPlan(
  trx: Knex.Transaction,
  { plan, environmentId, sealed, target, subject }: PlanResult,
): Promise<void> {
  await trx<PlanRow>('plans')
    .insert({
      digest: plan.digest,
      environment_id: environmentId,
      owner: plan.environment.owner,
      plan: JSON.stringify(plan),
      sealed: sealed ? JSON.stringify(sealed) : null,
      context: target ? JSON.stringify(target) : null,
      subject: subject ? JSON.stringify(subject) : null,
      created_at: plan.createdAt,
      expires_at: plan.expiresAt,
      requested_by: plan.requestedBy,
    })
    .onConflict('digest')
    .merge(['created_at', 'expires_at', 'requested_by', 'subject']);
}

/** Cairn's own plans are applied at once, and as many as there are environments. */
async function dropSurplus(
  trx: Knex.Transaction,
  requestedBy: string,
): Promise<void> {
  if (requestedBy.startsWith('system:')) {
    return;
  }
  const surplus = await unneeded(trx)
    .where({ requested_by: requestedBy })
    .orderBy('created_at', 'desc')
    .orderBy('digest')
    .offset(MOST_UNUSED)
    // SQLite takes no offset without a limit.
    .limit(MOST_UNUSED)
    .select('digest');
  if (surplus.length > 0) {
    await trx<PlanRow>('plans')
      .whereIn(
        'digest',
        surplus.map(({ digest }) => digest),
      )
      .delete();
  }
}

/** Plans that no run and no approval is about. */
function unneeded(knex: Knex) {
  const isAbout = (table: string) =>
    knex(table)
      .select(knex.raw('1'))
      .where({
        [`${table}.digest`]: knex.ref('plans.digest'),
      });
  return knex<PlanRow>('plans')
    .whereNotExists(isAbout('runs'))
    .whereNotExists(isAbout('approvals'));
}
