import type { Knex } from 'knex';
import { z } from 'zod';
import type { GivenPermission } from '../service/EnvironmentAuthorizer';
import type {
  IdempotentRequests,
  KeptAnswer,
  KeyState,
} from '../service/IdempotentRequests';

interface IdempotencyRow {
  user_ref: string;
  key: string;
  request: string;
  status: number | null;
  body: string | null;
  needed: string;
  created_at: string;
}

const neededSchema: z.ZodType<GivenPermission[]> = z.array(
  z.object({
    permission: z.string(),
    environment: z
      .object({ owner: z.string(), class: z.object({ name: z.string() }) })
      .optional(),
  }),
);

const KEPT_MS = 24 * 60 * 60 * 1000;
/** Longer than any request takes: what is older was interrupted. */
const RUNNING_MS = 5 * 60 * 1000;

/** Answers of requests that carried an idempotency key, for a day. */
export class IdempotencyStore implements IdempotentRequests {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async begin(
    { user, key, request }: { user: string; key: string; request: string },
    now: Date,
  ): Promise<KeyState> {
    const rows = () => this.#knex<IdempotencyRow>('idempotency_keys');
    await rows()
      .where('created_at', '<', ago(now, KEPT_MS))
      .orWhere(interrupted =>
        interrupted
          .whereNull('status')
          .where('created_at', '<', ago(now, RUNNING_MS)),
      )
      .delete();
    const inserted = await rows()
      .insert({ user_ref: user, key, request, created_at: now.toISOString() })
      .onConflict(['user_ref', 'key'])
      .ignore()
      .returning('key');
    if (inserted.length > 0) {
      return { state: 'new' };
    }
    const row = await rows().where({ user_ref: user, key }).first();
    if (!row) {
      return { state: 'running' };
    }
    if (row.request !== request) {
      return { state: 'other' };
    }
    return row.status === null || row.body === null
      ? { state: 'running' }
      : {
          state: 'done',
          status: row.status,
          body: row.body,
          needed: neededSchema.parse(JSON.parse(row.needed)),
        };
  }

  async end(
    { user, key }: { user: string; key: string },
    { status, body, needed }: KeptAnswer,
  ): Promise<void> {
    await this.#knex<IdempotencyRow>('idempotency_keys')
      .where({ user_ref: user, key })
      .update({ status, body, needed: JSON.stringify(needed) });
  }

  async forget({ user, key }: { user: string; key: string }): Promise<void> {
    await this.#knex<IdempotencyRow>('idempotency_keys')
      .where({ user_ref: user, key })
      .delete();
  }
}

function ago(now: Date, ms: number): string {
  return new Date(now.getTime() - ms).toISOString();
}
