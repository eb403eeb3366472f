import type { Knex } from 'knex';

/**
 * Draws a fencing token, higher than any before. Until the end of the transaction everybody else who draws one waits.
 *
 * @param above - another number that it must be higher than
 */
export async function newToken(
  trx: Knex.Transaction,
  above: number,
): Promise<number> {
  const [row] = await trx<{ id: number; token: number }>('fences')
    .where({ id: 1 })
    .update({
      token: trx.raw('case when token > ? then token else ? end + 1', [
        above,
        above,
      ]),
    })
    .returning('token');
  return Number(row.token);
}
