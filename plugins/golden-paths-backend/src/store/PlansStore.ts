import type {
  GoldenPathPlan,
  GoldenPathRequest,
} from '@cairn/plugin-golden-paths-common';
import type { Knex } from 'knex';

interface PlanRow {
  digest: string;
  plan: string;
  request: string;
  requested_by: string;
  created_at: string;
  expires_at: string;
  task_id: string | null;
  begun_at: string | null;
}

/** A plan as it was made. */
export interface StoredPlan {
  plan: GoldenPathPlan;
  request: GoldenPathRequest;
  /** Task that carries it out; absent: none has begun. */
  taskId?: string;
}

/** Plans of golden paths, immutable. */
export class PlansStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Keeps a plan. One with the same digest stays as it was, with who made it. */
  async add(plan: GoldenPathPlan, request: GoldenPathRequest): Promise<void> {
    await this.#knex<PlanRow>('golden_path_plans')
      .insert({
        digest: plan.digest,
        plan: JSON.stringify(plan),
        request: JSON.stringify(request),
        requested_by: plan.requestedBy,
        created_at: plan.createdAt,
        expires_at: plan.expiresAt,
      })
      .onConflict('digest')
      .ignore();
  }

  async get(digest: string): Promise<StoredPlan | undefined> {
    const row = await this.#knex<PlanRow>('golden_path_plans')
      .where({ digest })
      .first();
    return (
      row && {
        plan: JSON.parse(row.plan),
        request: JSON.parse(row.request),
        ...(row.task_id !== null && { taskId: row.task_id }),
      }
    );
  }

  /** Lets a task have a plan. False where another one has it. */
  async begin(digest: string, taskId: string, now: Date): Promise<boolean> {
    await this.#knex<PlanRow>('golden_path_plans')
      .where({ digest })
      .whereNull('task_id')
      .update({ task_id: taskId, begun_at: now.toISOString() });
    const row = await this.#knex<PlanRow>('golden_path_plans')
      .where({ digest })
      .first('task_id');
    return row?.task_id === taskId;
  }

  /** Forgets plans that expired before `time` and that no task began with. */
  async forget(time: Date): Promise<number> {
    return this.#knex<PlanRow>('golden_path_plans')
      .whereNull('task_id')
      .andWhere('expires_at', '<', time.toISOString())
      .delete();
  }
}
