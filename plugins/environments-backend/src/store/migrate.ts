import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

const MIGRATIONS = resolvePackagePath(
  '@cairn/plugin-environments-backend',
  'migrations',
);

/** The plugin's database, with its tables as this version of the code needs them. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  await makeDurable(knex);
  if (!database.migrations?.skip) {
    await migrate(knex);
  }
  return knex;
}

/**
 * What the journal says has reached the disk before the effect begins. SQLite is told to wait for that; PostgreSQL does by
 * default. With a write-ahead log SQLite waits once for each transaction, and several times without.
 */
async function makeDurable(knex: Knex): Promise<void> {
  if (String(knex.client.config.client).includes('sqlite')) {
    await knex.raw('PRAGMA journal_mode = WAL');
    await knex.raw('PRAGMA synchronous = FULL');
  }
}

/** Brings the tables to what this version of the code needs. */
export async function migrate(knex: Knex): Promise<void> {
  await knex.migrate.latest({ directory: MIGRATIONS });
}

/** Takes all tables away again. */
export async function rollBack(knex: Knex): Promise<void> {
  await knex.migrate.rollback({ directory: MIGRATIONS }, true);
}
