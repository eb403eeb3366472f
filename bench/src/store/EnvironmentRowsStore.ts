import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { idOf, rowsOf } from '../environments/sampleEnvironments';
import { openSqlite } from './sqlite';

/** The environments plugin's database, with made-up environments that are ready. */
export class EnvironmentRowsStore {
  static async filled(
    folder: string,
    environments: number,
  ): Promise<EnvironmentRowsStore> {
    const knex = openSqlite(folder);
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@cairn/plugin-environments-backend',
        'migrations',
      ),
    });
    await knex.transaction(async trx => {
      for (let index = 0; index < environments; index++) {
        const { inventory, ...rows } = rowsOf(index);
        await trx('environments').insert(rows.environments);
        await trx('runs').insert(rows.runs);
        await trx('drifts').insert(rows.drifts);
        await trx('inventory').insert(inventory);
      }
    });
    return new EnvironmentRowsStore(knex);
  }

  private constructor(readonly knex: Knex) {}

  async countOf(state: string): Promise<number> {
    const [{ total }] = await this.knex('environments')
      .where({ state })
      .count({ total: '*' });
    return Number(total);
  }

  async stateOf(index: number): Promise<string> {
    const row = await this.knex('environments')
      .where({ id: idOf(index) })
      .first('state');
    return row?.state ?? '';
  }

  close(): Promise<void> {
    return this.knex.destroy();
  }
}
