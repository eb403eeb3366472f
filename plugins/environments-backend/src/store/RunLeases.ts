import type { Knex } from 'knex';
import {
  nextInLine,
  whyWaiting,
  type Traffic,
  type WaitingRun,
} from '../runs/nextInLine';
import { runFact } from '../runs/runFacts';
import { databaseNow } from './databaseClock';
import { inParts } from './inParts';
import { newToken } from './newToken';
import type { LedgerStore } from './LedgerStore';
import { WAITS_FOR_TURN } from './RunQueue';
import type { EnvironmentRow, RunRow } from './rows';
import { runRecord, type RunRecord } from './runRows';

/** Which worker holds a run, and by which token; what each write of it is conditional on. */
export interface Holding {
  runId: string;
  holder: string;
  token: number;
}

/** A run that a worker has just got hold of. */
export interface ClaimedRun {
  run: RunRecord;
  token: number;
  /**
   * Whether another worker had begun it: one that `stopped` and let go of it, or one that is `gone`, whose last request may still
   * be under way.
   */
  takenOver?: 'stopped' | 'gone';
}

export interface ClaimOptions {
  /** UUID of the worker. */
  holder: string;
  leaseMs: number;
  runsPerGroup: number;
  runsPerCluster: number;
}

/** Who holds which run, and for how long. All times are by the database's clock. */
export class RunLeases {
  readonly #knex: Knex;
  readonly #ledger: LedgerStore;

  constructor(knex: Knex, ledger: LedgerStore) {
    this.#knex = knex;
    this.#ledger = ledger;
  }

  /**
   * Gets hold of the run whose turn it is: first of one whose worker is gone, else of the next in the line. Its token is higher
   * than any before.
   */
  async claim(options: ClaimOptions): Promise<ClaimedRun | undefined> {
    if (!(await this.#isAnyClaimable())) {
      return undefined;
    }
    return this.#knex.transaction(async trx => {
      // One worker at a time chooses: everybody else waits here, so that limits hold and nobody's token is lower.
      const token = await newToken(trx, 0);
      const abandoned = await this.#abandoned(trx);
      const id = abandoned?.id ?? (await this.#next(trx, options));
      if (id === undefined) {
        return undefined;
      }
      const now = new Date();
      await trx<RunRow>('runs')
        .where({ id })
        .update({
          state: 'Running',
          message: 'Getting ready.',
          fence: token,
          lease_holder: options.holder,
          lease_until: trx.raw('? + ?', [databaseNow(trx), options.leaseMs]),
          started_at: trx.raw('coalesce(started_at, ?)', [now.toISOString()]),
        });
      const run = await recordOf(trx, id);
      const takenOver = abandoned && tookOver(abandoned);
      await this.#ledger.append(
        [
          runFact(takenOver ? 'run.taken-over' : 'run.started', run, {
            actor: takenOver ? 'system:runs' : run.startedBy,
            summary: summaryOf(takenOver),
            data: { worker: options.holder, token, attempt: run.attempt },
          }),
        ],
        now,
        trx,
      );
      return { run, token, ...(takenOver && { takenOver }) };
    });
  }

  /**
   * The highest token that was given to a run, of those environments whose runs are all over. Environments that are not known are
   * left out.
   */
  async highestOfIdle(environmentIds: string[]): Promise<Map<string, number>> {
    const highest = new Map<string, number>();
    for (const ids of inParts(environmentIds)) {
      const rows = await this.#knex<RunRow>('runs')
        .whereIn('environment_id', ids)
        .select('environment_id', 'state', 'fence');
      const busy = new Set(
        rows
          .filter(({ state }) => state === 'Running')
          .map(row => row.environment_id),
      );
      for (const { environment_id: id, fence } of rows) {
        if (!busy.has(id)) {
          highest.set(id, Math.max(highest.get(id) ?? 0, Number(fence)));
        }
      }
    }
    return highest;
  }

  /** @returns whether the worker still holds it; where not, nothing more may be done for it */
  async renew(
    { runId, holder, token }: Holding,
    leaseMs: number,
  ): Promise<boolean> {
    const now = databaseNow(this.#knex);
    const renewed = await this.#knex<RunRow>('runs')
      .where({ id: runId, fence: token, lease_holder: holder })
      .where('lease_until', '>', now)
      .update({ lease_until: this.#knex.raw('? + ?', [now, leaseMs]) });
    return renewed > 0;
  }

  /**
   * A new token for a run that is held, because a cluster has seen a higher one.
   *
   * @param above - the highest that was seen
   * @returns undefined where the worker does not hold it any more
   */
  async exchange(
    { runId, holder, token }: Holding,
    above: number,
  ): Promise<number | undefined> {
    return this.#knex.transaction(async trx => {
      const next = await newToken(trx, above);
      const exchanged = await trx<RunRow>('runs')
        .where({ id: runId, fence: token, lease_holder: holder })
        .where('lease_until', '>', databaseNow(trx))
        .update({ fence: next });
      return exchanged > 0 ? next : undefined;
    });
  }

  /** Lets go of everything that a worker holds, so that another one can go on at once. */
  async letGo(holder: string): Promise<void> {
    await this.#knex<RunRow>('runs')
      .where({ state: 'Running', lease_holder: holder })
      .update({ lease_holder: null, lease_until: null });
  }

  /** Writes down why runs wait. @returns those of which it changed */
  async explain(
    limits: Pick<ClaimOptions, 'runsPerGroup' | 'runsPerCluster'>,
  ): Promise<string[]> {
    const waiting = await this.#waiting(this.#knex);
    if (waiting.length === 0) {
      return [];
    }
    const traffic = await this.#traffic(this.#knex, limits);
    const byMessage = new Map<string, string[]>();
    for (const run of waiting) {
      const message = whyWaiting(run, traffic) ?? WAITS_FOR_TURN;
      if (message !== run.message) {
        byMessage.set(message, [...(byMessage.get(message) ?? []), run.id]);
      }
    }
    for (const [message, ids] of byMessage) {
      // With one write for all of a group: each time that one of its runs begins or ends, the others wait for something else.
      for (const part of inParts(ids)) {
        await this.#knex<RunRow>('runs')
          .whereIn('id', part)
          .where({ state: 'Queued' })
          .update({ message });
      }
    }
    return [...byMessage.values()].flat();
  }

  async #isAnyClaimable(): Promise<boolean> {
    const row = await this.#knex<RunRow>('runs')
      .where({ state: 'Queued' })
      .orWhere(abandoned => isAbandoned(abandoned, this.#knex))
      .first('id');
    return row !== undefined;
  }

  #abandoned(
    trx: Knex.Transaction,
  ): Promise<Pick<RunRow, 'id' | 'lease_holder'> | undefined> {
    return trx<RunRow>('runs')
      .where(abandoned => isAbandoned(abandoned, trx))
      .orderBy('created_at')
      .first('id', 'lease_holder');
  }

  async #next(
    trx: Knex.Transaction,
    limits: ClaimOptions,
  ): Promise<string | undefined> {
    const traffic = await this.#traffic(trx, limits);
    return nextInLine(await this.#waiting(trx), traffic)?.id;
  }

  async #waiting(knex: Knex): Promise<Array<WaitingRun & { message: string }>> {
    return knex<RunRow>('runs')
      .where({ state: 'Queued' })
      .orderBy([{ column: 'created_at' }, { column: 'id' }])
      .select('id', 'owner', 'cluster', 'message');
  }

  async #traffic(
    knex: Knex,
    {
      runsPerGroup,
      runsPerCluster,
    }: Pick<ClaimOptions, 'runsPerGroup' | 'runsPerCluster'>,
  ): Promise<Traffic> {
    const running = await knex<RunRow>('runs')
      .where({ state: 'Running' })
      .select('owner', 'cluster');
    const turns = await knex<RunRow>('runs')
      .groupBy('owner')
      .select('owner')
      .max({ turn: 'fence' });
    return {
      runsPerGroup,
      runsPerCluster,
      byOwner: countOf(running.map(({ owner }) => owner)),
      byCluster: countOf(running.map(({ cluster }) => cluster)),
      lastTurn: new Map(turns.map(({ owner, turn }) => [owner, Number(turn)])),
    };
  }
}

function isAbandoned(where: Knex.QueryBuilder, knex: Knex): void {
  where
    .where({ state: 'Running' })
    .where(lease =>
      lease
        .whereNull('lease_until')
        .orWhere('lease_until', '<=', databaseNow(knex)),
    );
}

function tookOver({
  lease_holder,
}: Pick<RunRow, 'lease_holder'>): ClaimedRun['takenOver'] {
  return lease_holder === null ? 'stopped' : 'gone';
}

function summaryOf(takenOver: ClaimedRun['takenOver']): string {
  switch (takenOver) {
    case 'gone':
      return 'Another worker went on with the run: the one before it did not renew its lease.';
    case 'stopped':
      return 'The run went on after its backend was stopped.';
    default:
      return 'The run began.';
  }
}

async function recordOf(trx: Knex.Transaction, id: string): Promise<RunRecord> {
  const row = await trx<RunRow>('runs').where({ id }).first();
  const environment = await trx<EnvironmentRow>('environments')
    .where({ id: row?.environment_id ?? '' })
    .first('name');
  if (!row || !environment) {
    throw new Error(`Run ${id} was deleted while it was claimed`);
  }
  return runRecord(row, environment.name);
}

function countOf(names: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}
