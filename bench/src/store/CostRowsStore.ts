import createKnex, { type Knex } from 'knex';

export const DAYS = 90;
export const ENVIRONMENTS = 5;
export const PODS = 3;
export const RESOURCES = ['cpu', 'memory'];
const DAY_MS = 86_400_000;

/** Numbers in one statement: `n` from 0. */
const counting = (table: string, count: number) =>
  `${table}(n) as (select 0 union all select n + 1 from ${table} where n + 1 < ${count})`;

/** A SQLite file with the tables of the plugin `cost`, which the plugin itself makes. */
export class CostRowsStore {
  static open(filename: string): CostRowsStore {
    return new CostRowsStore(
      createKnex({
        client: 'better-sqlite3',
        connection: { filename },
        useNullAsDefault: true,
      }),
    );
  }

  private constructor(readonly knex: Knex) {}

  /** Rows for every service, environment, pod, resource and hour, made inside the database. */
  async fill({
    services,
    withHours,
  }: {
    services: number;
    withHours: number;
  }): Promise<void> {
    const knex = this.knex;
    const first = new Date(Date.now() - (DAYS - 1) * DAY_MS)
      .toISOString()
      .slice(0, 10);
    await knex.raw(`
    with recursive ${counting('s', services)}, ${counting('e', ENVIRONMENTS)}
    insert into cost_attributions
      (attribution_key, source, sample, cluster, namespace, environment, entity_ref, group_ref, system_ref)
    select 'a' || s.n || '-' || e.n, 'bench', 0, 'local', 'ns-' || s.n || '-' || e.n, 'environment-' || e.n,
      'component:default/service-' || s.n, 'group:default/team-' || (s.n % 50), 'system:default/system-' || (s.n % 100)
    from s, e order by s.n, e.n`);
    for (const resource of RESOURCES) {
      await knex.raw(
        `
      with recursive ${counting('p', PODS)}
      insert into cost_subjects
        (subject_key, attribution_id, resource_id, resource_name, resource_type, resource, sku_id, pricing_unit, currency, provider, tags)
      select ? || a.id || '-' || p.n, a.id, 'uid-' || a.id || '-' || p.n, 'pod-' || p.n, 'Pod', ?, ?, 'hour', 'EUR', 'bench', '{}'
      from cost_attributions a, p where a.id <= ?`,
        [resource, resource, resource, withHours * ENVIRONMENTS],
      );
      // Of all services; those of services with hours are their sums, as the plugin would have written them.
      await knex.raw(
        `
      with recursive ${counting('d', DAYS)}
      insert into cost_days (attribution_id, date, resource, currency, cost_micros, until)
      select a.id, date(?, '+' || d.n || ' days'), ?, 'EUR', ${
        24 * PODS
      } * 6250, date(?, '+' || (d.n + 1) || ' days') || 'T00:00:00Z'
      from cost_attributions a, d`,
        [first, resource, first],
      );
    }
    await knex.raw(
      `
    with recursive ${counting('h', DAYS * 24)}
    insert into cost_hours (subject_id, hour, quantity, hourly_micros, cost_micros)
    select s.id, strftime('%Y-%m-%dT%H:00:00Z', ?, '+' || h.n || ' hours'), 900000000, 25000, 6250
    from cost_subjects s, h`,
      [first],
    );
    await knex.raw('analyze');
  }

  /** What the tab needs, of the hours themselves. */
  async sumOfHours(entityRef: string): Promise<number> {
    const knex = this.knex;
    const rows: Array<{ micros: number }> = await knex({ h: 'cost_hours' })
      .join({ s: 'cost_subjects' }, 's.id', 'h.subject_id')
      .join({ a: 'cost_attributions' }, 'a.id', 's.attribution_id')
      .where('a.entity_ref', entityRef)
      .groupByRaw('substr(h.hour, 1, 10), a.environment, s.resource')
      .select({ environment: 'a.environment', resource: 's.resource' })
      .select(knex.raw('substr(h.hour, 1, 10) as date'))
      .sum({ micros: 'h.cost_micros' });
    return rows.reduce((sum, { micros }) => sum + micros, 0);
  }

  /** The same of the sums of days. */
  async sumOfDays(entityRef: string): Promise<number> {
    const rows: Array<{ micros: number }> = await this.knex({ d: 'cost_days' })
      .join({ a: 'cost_attributions' }, 'a.id', 'd.attribution_id')
      .where('a.entity_ref', entityRef)
      .select({
        date: 'd.date',
        environment: 'a.environment',
        resource: 'd.resource',
        micros: 'd.cost_micros',
      });
    return rows.reduce((sum, { micros }) => sum + micros, 0);
  }

  async close(): Promise<void> {
    await this.knex.destroy();
  }
}
