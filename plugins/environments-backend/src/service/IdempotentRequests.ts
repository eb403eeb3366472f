import type { GivenPermission } from './EnvironmentAuthorizer';

/** What is known of an idempotency key. */
export type KeyState =
  | { state: 'new'; reservation: Reservation }
  | { state: 'running' | 'other' }
  | ({ state: 'done' } & KeptAnswer);

/** A key that a request has for itself until it is answered. */
export interface Reservation {
  user: string;
  key: string;
  /** RFC 3339, UTC: tells it from that of a later request that found it too old. */
  since: string;
}

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
  /** Keeps the answer, unless another request has the key by now. */
  end(reservation: Reservation, answer: KeptAnswer): Promise<void>;
  /** Lets the key be used again, unless another request has it by now. */
  forget(reservation: Reservation): Promise<void>;
}
