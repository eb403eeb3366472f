import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import createKnex from 'knex';
import { tablesOf, type Tables } from './tablesOf';

// PostgreSQL: BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING, see CONTRIBUTING.md.
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const BOATS = `
exports.up = knex => knex.schema.createTable('boats', table => table.string('name'));
exports.down = knex => knex.schema.dropTable('boats');
`;

let directory: string;
let boats: Tables;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'cairn-tables-'));
  await writeFile(join(directory, '20261122120000_create_boats.js'), BOATS);
  boats = tablesOf(directory);
});

afterAll(() => rm(directory, { recursive: true }));

describe.each(databases.eachSupportedId())('tables on %s', databaseId => {
  it('are made once, and can be taken away', async () => {
    const knex = await databases.init(databaseId);
    expect(await boats.openDatabase({ getClient: async () => knex })).toBe(
      knex,
    );
    await knex('boats').insert({ name: 'heron' });
    await boats.migrate(knex);
    expect(await knex('boats')).toEqual([{ name: 'heron' }]);

    await boats.rollBack(knex);
    expect(await knex.schema.hasTable('boats')).toBe(false);
  }, 60_000);

  it('are made although a process was killed while it made them', async () => {
    const knex = await databases.init(databaseId);
    await boats.migrate(knex);
    await knex('knex_migrations_lock').update({ is_locked: 1 });
    await boats.migrate(knex);
    expect(await knex('boats')).toEqual([]);
  }, 60_000);

  it('are left to whoever makes them by hand, and are prepared before', async () => {
    const knex = await databases.init(databaseId);
    const told: unknown[] = [];
    const prepared = tablesOf(directory, {
      prepare: async one => {
        told.push(one, await one.schema.hasTable('boats'));
      },
    });
    await prepared.openDatabase({
      getClient: async () => knex,
      migrations: { skip: true },
    });
    expect(await knex.schema.hasTable('boats')).toBe(false);
    await prepared.openDatabase({ getClient: async () => knex });
    expect(await knex.schema.hasTable('boats')).toBe(true);
    expect(told).toEqual([knex, false, knex, false]);
  }, 60_000);
});

it('are made by one of several that start at the same moment', async () => {
  if (!databases.supports('POSTGRES_15')) return;
  const knex = await databases.init('POSTGRES_15');
  await Promise.all([1, 2, 3].map(() => boats.migrate(knex)));
  expect(await knex('knex_migrations')).toHaveLength(1);
}, 60_000);

it('are made by a pool of one connection', async () => {
  if (!databases.supports('POSTGRES_15')) return;
  const { connection } = (await databases.init('POSTGRES_15')).client.config;
  const pools = [1, 2].map(() =>
    createKnex({
      client: 'pg',
      // The password is hidden from a copy.
      connection: { ...connection, password: connection.password },
      pool: { min: 0, max: 1 },
      acquireConnectionTimeout: 5_000,
    }),
  );
  try {
    await Promise.all(pools.map(pool => boats.migrate(pool)));
    expect(await pools[0]('boats')).toEqual([]);
    await boats.rollBack(pools[0]);
  } finally {
    await Promise.all(pools.map(pool => pool.destroy()));
  }
}, 60_000);
