import type { Knex } from 'knex';

/**
 * Leave for one plan to be applied. Used in the transaction that queues the run: from then on nobody can take a yes back,
 * and where somebody did meanwhile no run begins.
 */
export interface ApplyPermit {
  /** @throws ConflictError where something was taken back meanwhile */
  use(trx: Knex.Transaction, now: Date): Promise<void>;
}
