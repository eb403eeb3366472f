import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

const MIGRATIONS = resolvePackagePath(
  '@cairn/plugin-environments-backend',
  'migrations',
);
/** Any number that nobody else locks in the same database. */
const MIGRATION_LOCK = 7_224_766_120_451;

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

/** Brings the tables to what this version of the code needs, also where several backends start at the same moment. */
export async function migrate(knex: Knex): Promise<void> {
  await aloneAtIt(knex, async () => {
    // Nobody else is at it, so whoever took knex' own lock died before giving it back.
    await knex.migrate.forceFreeMigrationsLock({ directory: MIGRATIONS });
    await knex.migrate.latest({ directory: MIGRATIONS });
  });
}

/** Knex' own lock refuses all but the first instead of having them wait. Only one backend has a database of SQLite. */
async function aloneAtIt(knex: Knex, work: () => Promise<void>): Promise<void> {
  if (String(knex.client.config.client).includes('sqlite')) {
    await work();
    return;
  }
  await knex.transaction(async trx => {
    await trx.raw('select pg_advisory_xact_lock(?)', [MIGRATION_LOCK]);
    await work();
  });
}

/** Takes all tables away again. */
export async function rollBack(knex: Knex): Promise<void> {
  await knex.migrate.rollback({ directory: MIGRATIONS }, true);
}
