import type { GivenPermission } from './EnvironmentAuthorizer';

/** What is known of an idempotency key. */
export type KeyState =
  | { state: 'new' | 'running' | 'other' }
  | ({ state: 'done' } & KeptAnswer);

/** An answer that can be given again. */
export interface KeptAnswer {
  status: number;
  body: string;
  /** What who asked was let through for; to be asked again before it is given again. */
  needed: GivenPermission[];
}

/** Answers of requests that carried an idempotency key, for a day. */
export interface IdempotentRequests {
  /**
   * Reserves a key, or says what became of the request that used it first.
   *
   * @param request - digest of what is asked for
   */
  begin(
    key: { user: string; key: string; request: string },
    now: Date,
  ): Promise<KeyState>;
  /** Keeps the answer. */
  end(key: { user: string; key: string }, answer: KeptAnswer): Promise<void>;
  /** Lets the key be used again. */
  forget(key: { user: string; key: string }): Promise<void>;
}
