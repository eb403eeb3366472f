import type { Knex } from 'knex';

/** Narrows rows to those whose column, a name in lower case, has this text in it; nothing in the text is a wildcard. */
export function whereContains(
  rows: Knex.QueryBuilder,
  column: string,
  text: string,
): void {
  const literal = text.toLowerCase().replace(/[\\%_]/g, '\\$&');
  rows.whereRaw("?? like ? escape '\\'", [column, `%${literal}%`]);
}
