import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

const MIGRATIONS = resolvePackagePath(
  '@cairn/plugin-cost-backend',
  'migrations',
);

/** The plugin's database, with its tables as this version of the code needs them. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await migrate(knex);
  }
  return knex;
}

/** Brings the tables to what this version of the code needs. */
export async function migrate(knex: Knex): Promise<void> {
  await knex.migrate.latest({ directory: MIGRATIONS });
}

/** Takes all tables away again. */
export async function rollBack(knex: Knex): Promise<void> {
  await knex.migrate.rollback({ directory: MIGRATIONS }, true);
}
