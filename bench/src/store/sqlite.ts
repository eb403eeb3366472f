import { join } from 'node:path';
import createKnex, { type Knex } from 'knex';

/** A database in a file of a folder. */
export function openSqlite(folder: string): Knex {
  return createKnex({
    client: 'better-sqlite3',
    connection: { filename: join(folder, 'database.sqlite') },
    useNullAsDefault: true,
  });
}
