import type { Adapter, AdapterPayload } from 'oidc-provider';
import { z } from 'zod';
import { readIfThere, replaceFile } from '../stateFiles';

const entriesSchema = z.array(
  z.tuple([
    z.string(),
    z.object({
      payload: z.custom<AdapterPayload>(
        value => typeof value === 'object' && value !== null,
      ),
      /** Milliseconds since 1970; absent: does not end. */
      expiresAt: z.number().optional(),
    }),
  ]),
);

type Entry = z.infer<typeof entriesSchema>[number][1];

/**
 * Sessions, grants and tokens of the identity provider in one file, so that people stay signed in when it is started again.
 *
 * One process owns the file. There are tens of entries, so it is held in memory and written whole; writes follow each
 * other, and one that waits takes everything along that changed meanwhile.
 */
export class SessionStore {
  readonly #file: string;
  readonly #entries: Map<string, Entry>;
  readonly #now: () => number;
  #written: Promise<void> = Promise.resolve();
  #waiting = false;

  private constructor(
    file: string,
    entries: Map<string, Entry>,
    now: () => number,
  ) {
    this.#file = file;
    this.#entries = entries;
    this.#now = now;
  }

  /** Opens the file; one that cannot be read means that everybody signs in again, nothing worse. */
  static async open(
    file: string,
    now: () => number = Date.now,
  ): Promise<SessionStore> {
    let entries = new Map<string, Entry>();
    try {
      const text = await readIfThere(file);
      entries = new Map(entriesSchema.parse(text ? JSON.parse(text) : []));
    } catch {
      process.stderr.write(`${file} was not readable; starting without it\n`);
    }
    return new SessionStore(file, entries, now);
  }

  /** What oidc-provider keeps for one of its models, for example `Session` or `RefreshToken`. */
  adapter(model: string): Adapter {
    const key = (id: string) => `${model}:${id}`;
    return {
      upsert: async (id, payload, expiresIn) => {
        this.#entries.set(key(id), {
          payload,
          expiresAt:
            expiresIn === undefined
              ? undefined
              : this.#now() + expiresIn * 1000,
        });
        await this.#save();
      },
      find: async id => this.#live(key(id)),
      findByUid: async uid => this.#first(model, 'uid', uid),
      findByUserCode: async code => this.#first(model, 'userCode', code),
      consume: async id => {
        const payload = this.#live(key(id));
        if (payload) {
          payload.consumed = Math.floor(this.#now() / 1000);
          await this.#save();
        }
      },
      destroy: async id => {
        if (this.#entries.delete(key(id))) {
          await this.#save();
        }
      },
      revokeByGrantId: async grantId => {
        for (const [entryKey, { payload }] of this.#entries) {
          if (payload.grantId === grantId) {
            this.#entries.delete(entryKey);
          }
        }
        await this.#save();
      },
    };
  }

  /** Resolves when everything is in the file. */
  async close(): Promise<void> {
    await this.#save();
  }

  #live(key: string): AdapterPayload | undefined {
    const entry = this.#entries.get(key);
    if (entry?.expiresAt !== undefined && entry.expiresAt <= this.#now()) {
      return undefined;
    }
    return entry?.payload;
  }

  #first(
    model: string,
    field: 'uid' | 'userCode',
    value: string,
  ): AdapterPayload | undefined {
    for (const [key, { payload }] of this.#entries) {
      if (key.startsWith(`${model}:`) && payload[field] === value) {
        return this.#live(key);
      }
    }
    return undefined;
  }

  #save(): Promise<void> {
    if (!this.#waiting) {
      this.#waiting = true;
      this.#written = this.#written
        .catch(() => {})
        .then(() => {
          this.#waiting = false;
          for (const [key, entry] of this.#entries) {
            if (
              entry.expiresAt !== undefined &&
              entry.expiresAt <= this.#now()
            ) {
              this.#entries.delete(key);
            }
          }
          return replaceFile(this.#file, JSON.stringify([...this.#entries]));
        });
    }
    return this.#written;
  }
}
