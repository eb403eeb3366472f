import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { isSqlite, tablesOf } from '@cairn/plugin-portal-node';
import type { Knex } from 'knex';

/**
 * What the journal says has reached the disk before the effect begins. SQLite is told to wait for that; PostgreSQL does by
 * default. With a write-ahead log SQLite waits once for each transaction, and several times without.
 */
async function makeDurable(knex: Knex): Promise<void> {
  if (isSqlite(knex)) {
    await knex.raw('PRAGMA journal_mode = WAL');
    await knex.raw('PRAGMA synchronous = FULL');
  }
}

export const { openDatabase, migrate, rollBack } = tablesOf(
  resolvePackagePath('@cairn/plugin-environments-backend', 'migrations'),
  { prepare: makeDurable },
);
