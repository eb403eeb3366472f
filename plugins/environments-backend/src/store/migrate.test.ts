import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import createKnex from 'knex';
import { openDatabase } from './migrate';

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
