import type { Knex } from 'knex';
import type { BigIntColumn } from './rows';

/** One day of one part of an entity's costs. */
export interface EntityDay {
  /** The entity that it belongs to; of an environment's days not always the same. */
  owner: string | null;
  date: string;
  environment: string;
  resource: string;
  source: string;
  sample: boolean;
  micros: number;
  /** End of the newest hour. */
  until: string;
}

/** One day of one entity. */
export interface SummaryDay {
  entityRef: string;
  /** The entity that it belongs to; of an environment's days not always the same. */
  owner: string | null;
  date: string;
  source: string;
  sample: boolean;
  micros: number;
  until: string;
}

/** One day of one part of everything. */
export interface PartDay {
  /** Undefined: unattributed. */
  part: string | undefined;
  date: string;
  micros: number;
}

export type OverviewColumn =
  | 'group_ref'
  | 'system_ref'
  | 'entity_ref'
  | 'environment'
  | 'class_name'
  | 'resource';

/** Which days, both included, in which currency. */
export interface Days {
  from: string;
  to: string;
  currency: string;
}

/** Whose rows may be looked at. Undefined: all of that sort. */
export interface VisibleRows {
  /** Entities that something may belong to. */
  entityRefs?: readonly string[];
  /** Also what nothing claims. */
  unattributed: boolean;
}

/** More is not read by anybody. */
const MOST_UNPRICED = 50;

/** Sums of days. */
export class DaysStore {
  readonly #knex: Knex;
  readonly #isPostgres: boolean;

  constructor(knex: Knex) {
    this.#knex = knex;
    this.#isPostgres = /^pg|postgres/.test(String(knex.client.config.client));
  }

  /** What belongs to an entity; of an environment's own entity everything in the environment. */
  async ofEntity(
    entityRef: string,
    { from, to, currency }: Days,
  ): Promise<EntityDay[]> {
    const rows: Array<
      Omit<EntityDay, 'micros' | 'sample'> & {
        sample: boolean | number;
        micros: BigIntColumn;
      }
    > = await this.#knex({ d: 'cost_days' })
      .join({ a: 'cost_attributions' }, 'a.id', 'd.attribution_id')
      .where(claimed =>
        claimed
          .where('a.entity_ref', entityRef)
          .orWhere('a.environment_ref', entityRef),
      )
      .where('d.date', '>=', from)
      .where('d.date', '<=', to)
      .where('d.currency', currency)
      .select({
        owner: 'a.entity_ref',
        date: 'd.date',
        environment: 'a.environment',
        resource: 'd.resource',
        source: 'a.source',
        sample: 'a.sample',
        micros: 'd.cost_micros',
        until: 'd.until',
      });
    return rows.map(row => ({
      ...row,
      sample: Boolean(row.sample),
      micros: Number(row.micros),
    }));
  }

  /** The same of several entities, not split further. */
  async ofEntities(
    entityRefs: string[],
    { from, to, currency }: Days,
  ): Promise<SummaryDay[]> {
    const found: SummaryDay[] = [];
    for (const column of ['a.entity_ref', 'a.environment_ref']) {
      const query: Knex.QueryBuilder = this.#knex({ d: 'cost_days' })
        .join({ a: 'cost_attributions' }, 'a.id', 'd.attribution_id')
        .whereIn(column, entityRefs)
        .where('d.date', '>=', from)
        .where('d.date', '<=', to)
        .where('d.currency', currency)
        .groupBy(column, 'a.entity_ref', 'd.date', 'a.source', 'a.sample')
        .select({
          entityRef: column,
          owner: 'a.entity_ref',
          date: 'd.date',
          source: 'a.source',
          sample: 'a.sample',
        })
        .max({ until: 'd.until' })
        .sum({ micros: 'd.cost_micros' });
      if (column === 'a.environment_ref') {
        // What belongs to the environment's own entity was found under it already.
        query.where(other =>
          other
            .whereNull('a.entity_ref')
            .orWhereRaw('a.entity_ref <> a.environment_ref'),
        );
      }
      const rows: Array<
        Omit<SummaryDay, 'micros' | 'sample'> & {
          sample: boolean | number;
          micros: BigIntColumn;
        }
      > = await query;
      found.push(
        ...rows.map(row => ({
          ...row,
          sample: Boolean(row.sample),
          micros: Number(row.micros),
        })),
      );
    }
    return found;
  }

  /** Everything that may be looked at, by one column and day. */
  async byPart(
    column: OverviewColumn,
    { from, to, currency }: Days,
    visible: VisibleRows,
  ): Promise<PartDay[]> {
    const part = column === 'resource' ? 'd.resource' : `a.${column}`;
    const rows: Array<{
      part: string | null;
      date: string;
      micros: BigIntColumn;
    }> = await this.#visible(visible)
      .where('d.date', '>=', from)
      .where('d.date', '<=', to)
      .where('d.currency', currency)
      .groupBy(part, 'd.date')
      .select({ part, date: 'd.date' })
      .sum({ micros: 'd.cost_micros' });
    return rows.map(row => ({
      part: row.part ?? undefined,
      date: row.date,
      micros: Number(row.micros),
    }));
  }

  /** Which sources the same rows are of, and the end of their newest hour. */
  async sourcesOf(
    { from, to, currency }: Days,
    visible: VisibleRows,
  ): Promise<Map<string, string>> {
    const rows: Array<{ source: string; until: string }> = await this.#visible(
      visible,
    )
      .where('d.date', '>=', from)
      .where('d.date', '<=', to)
      .where('d.currency', currency)
      .groupBy('a.source')
      .select({ source: 'a.source' })
      .max({ until: 'd.until' });
    return new Map(rows.map(({ source, until }) => [source, until]));
  }

  /** Entities that something in these environments belongs to. */
  async claimantsIn(environmentRefs: string[]): Promise<string[]> {
    const refs: string[] = await this.#knex('cost_attributions')
      .distinct('entity_ref')
      .whereIn('environment_ref', environmentRefs)
      .whereNotNull('entity_ref')
      .pluck('entity_ref');
    return refs;
  }

  /** Every entity that something belongs to. */
  async claimants(): Promise<string[]> {
    const refs: string[] = await this.#knex('cost_attributions')
      .distinct('entity_ref')
      .whereNotNull('entity_ref')
      .pluck('entity_ref');
    return refs;
  }

  /** Entities that have costs which were not made up; null among them where something unclaimed has. */
  async realClaimants(): Promise<Set<string | null>> {
    const refs: Array<string | null> = await this.#knex({
      a: 'cost_attributions',
    })
      .where('a.sample', false)
      .whereExists(
        this.#knex({ d: 'cost_days' })
          .select(this.#knex.raw('1'))
          .whereRaw('d.attribution_id = a.id'),
      )
      .distinct('a.entity_ref')
      .pluck('a.entity_ref');
    return new Set(refs);
  }

  /** The currency of the newest rows, for where no price list says it. */
  async newestCurrency(): Promise<string | undefined> {
    const row: { currency: string } | undefined = await this.#knex('cost_days')
      .orderBy('date', 'desc')
      .first('currency');
    return row?.currency;
  }

  /** What has no price of an entity's things, seen since then. */
  async unpricedOf(
    entityRef: string,
    since: string,
  ): Promise<
    Array<{
      owner: string | null;
      object: string;
      reason: string;
      seenAt: string;
    }>
  > {
    return this.#knex({ u: 'cost_unpriced' })
      .join({ a: 'cost_attributions' }, 'a.id', 'u.attribution_id')
      .where(claimed =>
        claimed
          .where('a.entity_ref', entityRef)
          .orWhere('a.environment_ref', entityRef),
      )
      .where('u.seen_at', '>=', since)
      .orderBy(['u.object', 'u.reason'])
      .limit(MOST_UNPRICED)
      .select({
        owner: 'a.entity_ref',
        object: 'u.object',
        reason: 'u.reason',
        seenAt: 'u.seen_at',
      });
  }

  #visible({ entityRefs, unattributed }: VisibleRows): Knex.QueryBuilder {
    const rows = this.#knex({ d: 'cost_days' }).join(
      { a: 'cost_attributions' },
      'a.id',
      'd.attribution_id',
    );
    if (!entityRefs) {
      return unattributed ? rows : rows.whereNotNull('a.entity_ref');
    }
    // One value, however many entities there are.
    const refs = this.#isPostgres
      ? this.#knex.raw('a.entity_ref = any(?::text[])', [[...entityRefs]])
      : this.#knex.raw('a.entity_ref in (select value from json_each(?))', [
          JSON.stringify(entityRefs),
        ]);
    return rows.where(either => {
      either.whereRaw(refs);
      if (unattributed) {
        either.orWhereNull('a.entity_ref');
      }
    });
  }
}
