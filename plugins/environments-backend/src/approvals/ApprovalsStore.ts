import { randomUUID } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import type {
  ApprovalState,
  LedgerFact,
  PlanDifference,
} from '@cairn/plugin-environments-common';
import type { Knex } from 'knex';
import type { LedgerStore } from '../store/LedgerStore';
import type {
  ApprovalApproverRow,
  ApprovalDecisionRow,
  ApprovalRow,
  RunRow,
} from '../store/rows';
import {
  openNeeds,
  type ApprovalRecord,
  type RecordedDecision,
} from './ApprovalRecord';
import {
  approvalRecord,
  requestColumns,
  type NewApproval,
} from './approvalRows';

/** What becomes of a request. */
export interface ApprovalTransition {
  state: ApprovalState;
  /** A sentence. */
  reason: string;
  /** Only of one that becomes void. */
  differences?: PlanDifference[];
  /** Somebody said something. */
  decision?: Omit<RecordedDecision, 'id' | 'at'>;
  /** Ids of decisions that count no longer. */
  withdrawn?: string[];
  /** What the ledger says of it. */
  facts: LedgerFact[];
}

/** Requests for a yes, and what was said to them. */
export class ApprovalsStore {
  readonly #knex: Knex;
  readonly #ledger: LedgerStore;

  constructor(knex: Knex, ledger: LedgerStore) {
    this.#knex = knex;
    this.#ledger = ledger;
  }

  async ofDigest(
    digest: string,
    now: Date,
  ): Promise<ApprovalRecord | undefined> {
    await this.expire(now);
    return read(this.#knex, digest);
  }

  /** Ends what is too old. Asked before every look, so that nothing that is too old looks as if it could be decided. */
  async expire(now: Date): Promise<void> {
    await this.#knex<ApprovalRow>('approvals')
      .whereIn('state', ['Waiting', 'Approved'])
      .where('expires_at', '<=', now.toISOString())
      .update({
        state: 'Expired',
        reason: 'The plan is too old to be applied. Plan again.',
        updated_at: now.toISOString(),
      });
  }

  /**
   * Keeps a request. Where there is one of this digest already, `again` says whether it begins anew; it is asked while
   * nobody else can change the request.
   *
   * @returns whether it is a new one, or one that began anew
   */
  async request(
    request: NewApproval,
    options: {
      again: (
        earlier: ApprovalRecord & { updatedAt: string },
      ) => 'keep' | 'begin-anew';
      reason: string;
      facts: LedgerFact[];
      now: Date;
    },
  ): Promise<boolean> {
    const { again, reason, facts, now } = options;
    const at = now.toISOString();
    const begun = {
      ...requestColumns(request),
      state: 'Waiting',
      reason,
      created_at: at,
      updated_at: at,
    };
    return this.#knex.transaction(async trx => {
      const id = randomUUID();
      const made = await trx<ApprovalRow>('approvals')
        .insert({ id, digest: request.digest, round: 1, ...begun })
        .onConflict('digest')
        .ignore()
        .returning('id');
      if (made.length > 0) {
        await insertApprovers(trx, id, request);
        await this.#ledger.append(facts, now, trx);
        return true;
      }
      const row = await lock(trx, request.digest);
      if (!row) {
        throw new ConflictError(
          `The request for a yes to ${request.digest} went away meanwhile; try again`,
        );
      }
      const earlier = await recordOf(trx, row);
      if (again({ ...earlier, updatedAt: row.updated_at }) === 'keep') {
        return false;
      }
      await trx<ApprovalRow>('approvals')
        .where({ id: row.id })
        .update({ ...begun, round: row.round + 1 });
      await trx('approval_approvers').where({ approval_id: row.id }).delete();
      await insertApprovers(trx, row.id, request);
      await this.#ledger.append(facts, now, trx);
      return true;
    });
  }

  /**
   * Lets a request go on. `decide` sees it as it is while nobody else can change it, so that of two who come at once the
   * second sees what the first did.
   *
   * @param trx - the transaction that it is a part of; default: one of its own
   * @throws what `decide` throws; nothing is changed then
   */
  async change(
    digest: string,
    now: Date,
    decide: (record: ApprovalRecord) => ApprovalTransition | undefined,
    trx?: Knex.Transaction,
  ): Promise<ApprovalRecord | undefined> {
    if (!trx) {
      return this.#knex.transaction(own =>
        this.change(digest, now, decide, own),
      );
    }
    const row = await lock(trx, digest);
    if (!row) {
      return undefined;
    }
    const transition = decide(await recordOf(trx, row));
    if (transition) {
      await this.#write(trx, row, transition, now);
    }
    return read(trx, digest);
  }

  /** Digest of the plan of this environment that was approved or applied last, apart from this one. */
  async lastDigest(environment: {
    id: string;
    name: string;
    except: string;
  }): Promise<string | undefined> {
    const applied = await this.#knex<RunRow>('runs')
      .where({ environment_id: environment.id })
      .whereNot({ digest: environment.except })
      .orderBy('created_at', 'desc')
      .first('digest', 'created_at');
    const approved = await this.#knex<ApprovalRow>('approvals')
      .where({ environment: environment.name })
      .whereNot({ digest: environment.except })
      .whereIn('state', ['Approved', 'Applied'])
      .orderBy('updated_at', 'desc')
      .first('digest', 'updated_at');
    if (!applied || !approved) {
      return applied?.digest ?? approved?.digest;
    }
    return approved.updated_at > applied.created_at
      ? approved.digest
      : applied.digest;
  }

  async #write(
    trx: Knex.Transaction,
    row: ApprovalRow,
    transition: ApprovalTransition,
    now: Date,
  ): Promise<void> {
    const { state, reason, differences, decision, withdrawn, facts } =
      transition;
    const at = now.toISOString();
    if (decision) {
      const last = await trx<ApprovalDecisionRow>('approval_decisions')
        .where({ approval_id: row.id, round: row.round })
        .orderBy('position', 'desc')
        .first('position');
      await trx<ApprovalDecisionRow>('approval_decisions').insert({
        id: randomUUID(),
        approval_id: row.id,
        round: row.round,
        position: (last?.position ?? 0) + 1,
        decision: decision.decision,
        decided_by: decision.by,
        needs: JSON.stringify(decision.needs),
        reason: decision.reason ?? null,
        decided_at: at,
        withdrawn_at: null,
      });
    }
    if (withdrawn?.length) {
      await trx<ApprovalDecisionRow>('approval_decisions')
        .where({ approval_id: row.id })
        .whereIn('id', withdrawn)
        .update({ withdrawn_at: at });
    }
    await trx<ApprovalRow>('approvals')
      .where({ id: row.id })
      .update({
        state,
        reason,
        differences: differences ? JSON.stringify(differences) : null,
        updated_at: at,
      });
    const open = openNeeds(await recordOf(trx, row));
    await trx<ApprovalApproverRow>('approval_approvers')
      .where({ approval_id: row.id })
      .update({ covered: true });
    await trx<ApprovalApproverRow>('approval_approvers')
      .where({ approval_id: row.id })
      .whereIn('need', open)
      .update({ covered: false });
    await this.#ledger.append(facts, now, trx);
  }
}

/** Holds the request's row until the transaction ends. */
async function lock(
  trx: Knex.Transaction,
  digest: string,
): Promise<ApprovalRow | undefined> {
  await trx<ApprovalRow>('approvals').where({ digest }).update({ digest });
  return trx<ApprovalRow>('approvals').where({ digest }).first();
}

async function read(
  knex: Knex,
  digest: string,
): Promise<ApprovalRecord | undefined> {
  const row = await knex<ApprovalRow>('approvals').where({ digest }).first();
  return row && recordOf(knex, row);
}

async function recordOf(knex: Knex, row: ApprovalRow): Promise<ApprovalRecord> {
  const [record] = await recordsOf(knex, [row]);
  return record;
}

/** The same of many, in their order. */
export async function recordsOf(
  knex: Knex,
  rows: ApprovalRow[],
): Promise<ApprovalRecord[]> {
  const decisions = await knex<ApprovalDecisionRow>('approval_decisions')
    .whereIn(
      'approval_id',
      rows.map(({ id }) => id),
    )
    .whereNull('withdrawn_at')
    .orderBy('position');
  return rows.map(row =>
    approvalRecord(
      row,
      decisions.filter(
        ({ approval_id, round }) =>
          approval_id === row.id && round === row.round,
      ),
    ),
  );
}

async function insertApprovers(
  trx: Knex.Transaction,
  id: string,
  { needed }: NewApproval,
): Promise<void> {
  const rows = needed.flatMap(({ approvers, fourEyes }, need) =>
    approvers.map(approver => ({
      approval_id: id,
      need,
      approver,
      four_eyes: fourEyes,
      covered: false,
    })),
  );
  if (rows.length > 0) {
    await trx<ApprovalApproverRow>('approval_approvers').insert(rows);
  }
}
