import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import createKnex from 'knex';
import { migrate, openDatabase, rollBack } from './migrate';

// PostgreSQL: BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING, see CONTRIBUTING.md.
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

it('waits for the disk with every transaction of SQLite, once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cairn-database-'));
  const knex = createKnex({
    client: 'better-sqlite3',
    connection: { filename: join(folder, 'environments.sqlite') },
    useNullAsDefault: true,
  });
  try {
    await openDatabase({
      getClient: async () => knex,
      migrations: { skip: true },
    });
    expect(await knex.raw('PRAGMA journal_mode')).toEqual([
      { journal_mode: 'wal' },
    ]);
    // 2 is FULL.
    expect(await knex.raw('PRAGMA synchronous')).toEqual([{ synchronous: 2 }]);
  } finally {
    await knex.destroy();
    await rm(folder, { recursive: true });
  }
});

it.each(databases.eachSupportedId())(
  'makes the tables on %s although a process was killed while it made them',
  async databaseId => {
    const knex = await databases.init(databaseId);
    await migrate(knex);
    await knex('knex_migrations_lock').update({ is_locked: 1 });
    await migrate(knex);
    expect(await knex('runs')).toEqual([]);
  },
  60_000,
);

it('makes the same tables by whichever name PostgreSQL is configured', async () => {
  if (!databases.supports('POSTGRES_15')) return;
  const { connection } = (await databases.init('POSTGRES_15')).client.config;
  const knex = createKnex({
    client: 'postgresql',
    // The password is hidden from a copy.
    connection: { ...connection, password: connection.password },
  });
  try {
    await migrate(knex);
    expect(await knex('lease_warnings').columnInfo('hours')).toMatchObject({
      type: 'double precision',
    });
    await rollBack(knex);
    expect(await knex.schema.hasTable('ledger')).toBe(false);
  } finally {
    await knex.destroy();
  }
}, 60_000);
