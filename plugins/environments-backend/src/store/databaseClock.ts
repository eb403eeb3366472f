import { isSqlite } from '@cairn/plugin-portal-node';
import type { Knex } from 'knex';

/**
 * Milliseconds since 1970 by the database's clock, for statements. Backends compare nothing with their own clocks: those of
 * two machines differ, and one that stood still is late.
 */
export function databaseNow(knex: Knex): Knex.Raw<number> {
  return isSqlite(knex)
    ? knex.raw("cast(unixepoch('subsec') * 1000 as integer)")
    : knex.raw('cast(extract(epoch from clock_timestamp()) * 1000 as bigint)');
}
