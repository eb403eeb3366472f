import type { Knex } from 'knex';
import { z } from 'zod';
import type { GivenPermission } from '../service/EnvironmentAuthorizer';
import type {
  IdempotentRequests,
  KeptAnswer,
  KeyState,
  Reservation,
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
/** What is older was interrupted, as a rule. A request that took longer keeps no answer, as the key can be another's by then. */
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
    const since = now.toISOString();
    await rows()
      .where('created_at', '<', ago(now, KEPT_MS))
      .orWhere(interrupted =>
        interrupted
          .whereNull('status')
          .where('created_at', '<', ago(now, RUNNING_MS)),
      )
      .delete();
    const inserted = await rows()
      .insert({ user_ref: user, key, request, created_at: since })
      .onConflict(['user_ref', 'key'])
      .ignore()
      .returning('key');
    if (inserted.length > 0) {
      return { state: 'new', reservation: { user, key, since } };
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
    reservation: Reservation,
    { status, body, needed }: KeptAnswer,
  ): Promise<void> {
    await this.#reserved(reservation).update({
      status,
      body,
      needed: JSON.stringify(needed),
    });
  }

  async forget(reservation: Reservation): Promise<void> {
    await this.#reserved(reservation).delete();
  }

  #reserved({ user, key, since }: Reservation) {
    return this.#knex<IdempotencyRow>('idempotency_keys').where({
      user_ref: user,
      key,
      created_at: since,
    });
  }
}

function ago(now: Date, ms: number): string {
  return new Date(now.getTime() - ms).toISOString();
}
