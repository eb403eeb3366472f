import type {
  EnvironmentPage,
  EnvironmentQuery,
} from '@cairn/plugin-environments-common';
import type { EnvironmentsFilter } from '@cairn/plugin-environments-node';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import type { Knex } from 'knex';
import type { ObservationClock } from '../observe/Watches';
import { decodeCursor, encodeCursor } from './cursor';
import { environmentsOf } from './EnvironmentsStore';
import { writtenOnly } from './lookedAt';
import type { EnvironmentRow } from './rows';
import { whereContains } from './whereContains';

const DEFAULT_LIMIT = 25;

const SORT_COLUMNS = {
  name: 'name',
  createdAt: 'created_at',
  expiresAt: 'expires_at',
  owner: 'owner',
  state: 'state',
} as const satisfies Record<
  NonNullable<EnvironmentQuery['sort']>,
  keyof EnvironmentRow
>;

/** After every date: what never ends sorts as the last to end. */
const NEVER = '9999';

/** Lists of environments, page by page. */
export class EnvironmentsQueryStore {
  readonly #knex: Knex;
  readonly #clock: ObservationClock;

  /** @param clock - As `EnvironmentsStore` takes it. */
  constructor(knex: Knex, clock: ObservationClock = writtenOnly) {
    this.#knex = knex;
    this.#clock = clock;
  }

  /**
   * @param visible - which environments may be seen at all; undefined for all
   * @param newest - versions by name of class, for `query.upgrade`: a class that is not in it has none that is newer
   */
  async page(
    query: EnvironmentQuery,
    visible?: PermissionCriteria<EnvironmentsFilter>,
    newest: ReadonlyMap<string, string> = new Map(),
  ): Promise<EnvironmentPage> {
    const sort = query.sort ?? 'name';
    const order = query.order ?? 'asc';
    const limit = query.limit ?? DEFAULT_LIMIT;
    const sorted = this.#knex.raw('coalesce(??, ?)', [
      SORT_COLUMNS[sort],
      NEVER,
    ]);

    const matching = () => this.#matching(query, visible, newest);
    const [{ total }] = await matching().count({ total: '*' });

    const page = matching()
      .select('*')
      .orderBy([
        { column: sorted, order },
        { column: 'id', order },
      ]);
    if (query.cursor) {
      const { value, id } = decodeCursor(query.cursor, { sort, order });
      page.whereRaw(
        `(coalesce(??, ?), id) ${order === 'asc' ? '>' : '<'} (?, ?)`,
        [SORT_COLUMNS[sort], NEVER, value, id],
      );
    }
    const rows = await page.limit(limit + 1);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items: await environmentsOf(this.#knex, items, this.#clock),
      total: Number(total),
      ...(rows.length > limit &&
        last && {
          nextCursor: encodeCursor({
            sort,
            order,
            value: last[SORT_COLUMNS[sort]] ?? NEVER,
            id: last.id,
          }),
        }),
    };
  }

  #matching(
    query: EnvironmentQuery,
    visible: PermissionCriteria<EnvironmentsFilter> | undefined,
    newest: ReadonlyMap<string, string>,
  ) {
    const rows = this.#knex<EnvironmentRow>('environments');
    if (query.search) {
      whereContains(rows, 'name', query.search);
    }
    if (query.owner) {
      rows.where({ owner: query.owner });
    }
    if (query.class) {
      rows.where({ class_name: query.class });
    }
    if (query.state?.length) {
      rows.whereIn('state', query.state);
    } else {
      rows.whereNotNull('live_name');
    }
    if (query.component) {
      rows.whereIn(
        'id',
        this.#knex('environment_entities')
          .select('environment_id')
          .where({ entity_ref: query.component }),
      );
    }
    if (query.upgrade) {
      whereOlder(rows, newest);
    }
    if (visible) {
      rows.where(where => applyCriteria(where, visible));
    }
    return rows;
  }
}

/** Narrows rows to those that live and have another version of their class than the newest. */
function whereOlder(
  rows: Knex.QueryBuilder,
  newest: ReadonlyMap<string, string>,
): void {
  rows
    .whereNotNull('live_name')
    .whereIn('class_name', [...newest.keys()])
    .whereNotIn(['class_name', 'class_version'], [...newest]);
}

/** Narrows rows that have the columns `owner` and `class_name` to those that may be seen. */
export function applyCriteria(
  rows: Knex.QueryBuilder,
  criteria: PermissionCriteria<EnvironmentsFilter>,
): void {
  if (isAndCriteria(criteria)) {
    criteria.allOf.forEach(one =>
      rows.andWhere(sub => applyCriteria(sub, one)),
    );
  } else if (isOrCriteria(criteria)) {
    rows.where(any =>
      criteria.anyOf.forEach(one =>
        any.orWhere(sub => applyCriteria(sub, one)),
      ),
    );
  } else if (isNotCriteria(criteria)) {
    rows.whereNot(sub => applyCriteria(sub, criteria.not));
  } else {
    const [column, values] =
      'owners' in criteria
        ? (['owner', criteria.owners] as const)
        : (['class_name', criteria.classes] as const);
    rows.whereIn(column, [...values]);
  }
}
