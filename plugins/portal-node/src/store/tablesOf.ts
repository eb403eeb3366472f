import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** Any number that nobody else locks in the same database. */
const MIGRATION_LOCK = 7_224_766_120_451;

export interface Tables {
  /** The plugin's database, with its tables as this version of the code needs them. */
  openDatabase(database: DatabaseService): Promise<Knex>;
  /** Brings the tables to what this version of the code needs, also where several backends start at the same moment. */
  migrate(knex: Knex): Promise<void>;
  /** Takes all tables away again. */
  rollBack(knex: Knex): Promise<void>;
}

/**
 * The tables of a plugin, made by its migrations.
 *
 * @param directory - the folder of the migrations, absolute
 * @param options.prepare - what the database is told before anything is asked of it
 */
export function tablesOf(
  directory: string,
  options: { prepare?(knex: Knex): Promise<void> } = {},
): Tables {
  async function migrate(knex: Knex) {
    await aloneAtIt(knex, async alone => {
      // Nobody else is at it, so whoever took knex' own lock died before giving it back.
      await alone.migrate.forceFreeMigrationsLock({ directory });
      await alone.migrate.latest({ directory });
    });
  }
  return {
    migrate,
    async openDatabase(database) {
      const knex = await database.getClient();
      await options.prepare?.(knex);
      if (!database.migrations?.skip) {
        await migrate(knex);
      }
      return knex;
    },
    async rollBack(knex) {
      await knex.migrate.rollback({ directory }, true);
    },
  };
}

export function isSqlite(knex: Knex): boolean {
  return String(knex.client.config.client).includes('sqlite');
}

/**
 * Knex' own lock refuses all but the first instead of having them wait. Only one backend has a database of SQLite.
 *
 * @param work - by the connection that has the lock: a pool may have no other one
 */
async function aloneAtIt(
  knex: Knex,
  work: (alone: Knex) => Promise<void>,
): Promise<void> {
  if (isSqlite(knex)) {
    await work(knex);
    return;
  }
  await knex.transaction(async trx => {
    await trx.raw('select pg_advisory_xact_lock(?)', [MIGRATION_LOCK]);
    await work(trx);
  });
}
