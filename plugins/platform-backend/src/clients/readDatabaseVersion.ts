import type { DatabaseService } from '@backstage/backend-plugin-api';
import { z } from 'zod';

const rowSchema = z.object({ version: z.string() });

/**
 * Asks the database that the backend keeps its data in.
 *
 * @returns for example `SQLite 3.51.0` or `PostgreSQL 15.4`.
 * @throws Error where it does not answer.
 */
export async function readDatabaseVersion(
  database: DatabaseService,
): Promise<string> {
  const knex = await database.getClient();
  const isPostgres = knex.client.config.client === 'pg';
  const rows: unknown = isPostgres
    ? (await knex.raw("select current_setting('server_version') as version"))
        .rows
    : await knex.raw('select sqlite_version() as version');
  const [row] = z.array(rowSchema).min(1).parse(rows);
  return `${isPostgres ? 'PostgreSQL' : 'SQLite'} ${row.version.split(' ')[0]}`;
}
