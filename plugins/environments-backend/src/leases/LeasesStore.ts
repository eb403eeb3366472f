import type { LedgerFact, RunSummary } from '@cairn/plugin-environments-common';
import { isSqlite } from '@cairn/plugin-portal-node';
import type { Knex } from 'knex';
import type { LedgerStore } from '../store/LedgerStore';
import type { EnvironmentRow, RunRow } from '../store/rows';
import { runSummary } from '../store/runRows';
import type { LeaseFacts } from './lease';
import { leaseFactsOf } from './leaseFacts';
import {
  readLeaseProblem,
  writeLeaseProblem,
  type LeaseProblem,
} from './LeaseProblem';

/** An environment as the keeper of leases looks at it. */
export interface KeptEnvironment {
  id: string;
  name: string;
  owner: string;
  createdBy: string;
  state: string;
  facts: LeaseFacts;
  lastRun?: RunSummary;
  problem?: LeaseProblem;
}

/** One warning before one end of an environment's lifetime. */
export interface WarningKey {
  environmentId: string;
  /** RFC 3339, UTC: the end that it warns of. */
  expiresAt: string;
  hours: number;
}

interface WarningRow {
  environment_id: string;
  expires_at: string;
  hours: number;
  claimed_until: number;
  given_at: string | null;
}

/** What leases need of the database. */
export class LeasesStore {
  readonly #knex: Knex;
  readonly #ledger: LedgerStore;

  constructor(knex: Knex, ledger: LedgerStore) {
    this.#knex = knex;
    this.#ledger = ledger;
  }

  /** The database's clock: the same for all backends, whatever their own say. */
  async now(): Promise<Date> {
    const clock = isSqlite(this.#knex)
      ? "cast(round((julianday('now') - 2440587.5) * 86400000) as integer)"
      : 'floor(extract(epoch from clock_timestamp()) * 1000)';
    const [{ ms }] = await this.#knex('ledger_head')
      .where({ id: 1 })
      .select({ ms: this.#knex.raw(clock) });
    return new Date(Number(ms));
  }

  /** All that are not destroyed. */
  async kept(): Promise<KeptEnvironment[]> {
    const rows = await this.#knex<EnvironmentRow>('environments')
      .whereNotNull('live_name')
      .orderBy('name');
    const runs = new Map(
      (
        await this.#knex<RunRow>('runs').whereIn(
          'id',
          this.#knex('environments')
            .whereNotNull('live_name')
            .whereNotNull('last_run_id')
            .select('last_run_id'),
        )
      ).map(run => [run.id, run]),
    );
    return rows.map(row => keptOf(row, runs.get(row.last_run_id ?? '')));
  }

  /** Of those with that name the one that is not destroyed. */
  async byName(name: string): Promise<KeptEnvironment | undefined> {
    const row = await this.#knex<EnvironmentRow>('environments')
      .where({ live_name: name })
      .first();
    const run =
      row?.last_run_id &&
      (await this.#knex<RunRow>('runs').where({ id: row.last_run_id }).first());
    return row && keptOf(row, run || undefined);
  }

  /**
   * Moves the end of an environment's lifetime and writes it down, unless anything that it was decided by has changed.
   *
   * @returns whether it was moved
   */
  async extend(
    { id, facts, lastRun }: KeptEnvironment,
    to: string,
    fact: LedgerFact,
    now: Date,
  ): Promise<boolean> {
    return this.#knex.transaction(async trx => {
      const moved = await trx<EnvironmentRow>('environments')
        .where({
          id,
          expires_at: facts.expiresAt ?? null,
          renewals_used: facts.renewalsUsed,
          last_run_id: lastRun?.id ?? null,
        })
        .whereNotNull('live_name')
        .update({
          expires_at: to,
          renewals_used: facts.renewalsUsed + 1,
          last_activity_at: now.toISOString(),
        });
      if (moved === 0) {
        return false;
      }
      await this.#ledger.append([fact], now, trx);
      return true;
    });
  }

  /**
   * Takes a warning for as long as it takes to give it.
   *
   * @returns false where it was given, or somebody else is about to give it
   */
  async claimWarning(
    { environmentId, expiresAt, hours }: WarningKey,
    now: Date,
    claimMs: number,
  ): Promise<boolean> {
    const key = { environment_id: environmentId, expires_at: expiresAt, hours };
    const claimed_until = now.getTime() + claimMs;
    const added = await this.#knex<WarningRow>('lease_warnings')
      .insert({ ...key, claimed_until, given_at: null })
      .onConflict(['environment_id', 'expires_at', 'hours'])
      .ignore()
      .returning('hours');
    if (added.length > 0) {
      return true;
    }
    const taken = await this.#knex<WarningRow>('lease_warnings')
      .where(key)
      .whereNull('given_at')
      .where('claimed_until', '<=', now.getTime())
      .update({ claimed_until });
    return taken > 0;
  }

  /**
   * Says that warnings were given.
   *
   * @param fact - written down once, whoever says it again
   */
  async warned(
    keys: WarningKey[],
    fact: LedgerFact | undefined,
    now: Date,
  ): Promise<void> {
    await this.#knex.transaction(async trx => {
      let given = 0;
      for (const { environmentId, expiresAt, hours } of keys) {
        given += await trx<WarningRow>('lease_warnings')
          .where({
            environment_id: environmentId,
            expires_at: expiresAt,
            hours,
          })
          .whereNull('given_at')
          .update({ given_at: now.toISOString() });
      }
      if (given > 0 && fact) {
        await this.#ledger.append([fact], now, trx);
      }
    });
  }

  /** Gives claims back, so that the next pass tries again. */
  async releaseWarnings(keys: WarningKey[]): Promise<void> {
    for (const { environmentId, expiresAt, hours } of keys) {
      await this.#knex<WarningRow>('lease_warnings')
        .where({ environment_id: environmentId, expires_at: expiresAt, hours })
        .whereNull('given_at')
        .update({ claimed_until: 0 });
    }
  }

  /**
   * Keeps or forgets what could not be done. Of several backends that found out the same, one is told `true`.
   *
   * @param before - as it was read
   */
  async setProblem(
    id: string,
    before: LeaseProblem | undefined,
    problem: LeaseProblem | undefined,
    now: Date,
    fact?: LedgerFact,
  ): Promise<boolean> {
    return this.#knex.transaction(async trx => {
      const changed = await trx<EnvironmentRow>('environments')
        .where({ id, lease_problem: writeLeaseProblem(before) })
        .update({ lease_problem: writeLeaseProblem(problem) });
      if (changed === 0) {
        return false;
      }
      if (fact) {
        await this.#ledger.append([fact], now, trx);
      }
      return true;
    });
  }
}

function keptOf(row: EnvironmentRow, run: RunRow | undefined): KeptEnvironment {
  const lastRun = run && runSummary(run, row.name);
  const problem = readLeaseProblem(row.lease_problem);
  return {
    id: row.id,
    name: row.name,
    owner: row.owner,
    createdBy: row.created_by,
    state: row.state,
    facts: leaseFactsOf(row, lastRun),
    ...(lastRun && { lastRun }),
    ...(problem && { problem }),
  };
}
