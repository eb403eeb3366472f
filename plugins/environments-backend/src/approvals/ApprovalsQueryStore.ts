import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { ApprovalQuery } from '@cairn/plugin-environments-common';
import type { EnvironmentsFilter } from '@cairn/plugin-environments-node';
import type { Knex } from 'knex';
import { decodeCursor, encodeCursor } from '../store/cursor';
import { applyCriteria } from '../store/EnvironmentsQueryStore';
import { whereContains } from '../store/whereContains';
import type { ApprovalRow } from '../store/rows';
import type { ApprovalRecord } from './ApprovalRecord';
import { recordsOf } from './ApprovalsStore';
import type { Person } from './entitlement';

const DEFAULT_LIMIT = 25;

const SORT_COLUMNS = {
  createdAt: 'created_at',
  expiresAt: 'expires_at',
  environment: 'environment',
} as const satisfies Record<
  NonNullable<ApprovalQuery['sort']>,
  keyof ApprovalRow
>;

export interface ApprovalRecordPage {
  items: ApprovalRecord[];
  total: number;
  nextCursor?: string;
}

/** Lists of requests, page by page. */
export class ApprovalsQueryStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * @param person - for whom the views are
   * @param visible - which environments may be seen at all; undefined for all
   */
  async page(
    query: ApprovalQuery,
    person: Person,
    visible?: PermissionCriteria<EnvironmentsFilter>,
  ): Promise<ApprovalRecordPage> {
    const sort = query.sort ?? 'createdAt';
    const order = query.order ?? 'desc';
    const limit = query.limit ?? DEFAULT_LIMIT;
    const column = SORT_COLUMNS[sort];
    const matching = () => this.#matching(query, person, visible);
    const [{ total }] = await matching().count({ total: '*' });

    const page = matching()
      .select('*')
      .orderBy([
        { column, order },
        { column: 'id', order },
      ]);
    if (query.cursor) {
      const { value, id } = decodeCursor(query.cursor, { sort, order });
      page.whereRaw(`(??, id) ${order === 'asc' ? '>' : '<'} (?, ?)`, [
        column,
        value,
        id,
      ]);
    }
    const rows = await page.limit(limit + 1);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items: await recordsOf(this.#knex, items),
      total: Number(total),
      ...(rows.length > limit &&
        last && {
          nextCursor: encodeCursor({
            sort,
            order,
            value: last[column],
            id: last.id,
          }),
        }),
    };
  }

  #matching(
    query: ApprovalQuery,
    person: Person,
    visible?: PermissionCriteria<EnvironmentsFilter>,
  ) {
    const rows = this.#knex<ApprovalRow>('approvals');
    if (query.view === 'mine') {
      rows.where({ requested_by: person.user });
    }
    if (query.view === 'decide') {
      rows.where({ state: 'Waiting' }).whereIn('id', this.#decidableBy(person));
    }
    if (query.state?.length) {
      rows.whereIn('state', query.state);
    }
    if (query.environment) {
      rows.where({ environment: query.environment });
    }
    if (query.search) {
      whereContains(rows, 'environment', query.search);
    }
    if (visible) {
      rows.where(where => applyCriteria(where, visible));
    }
    return rows;
  }

  /** Ids of those that have a need without a yes to which this person may say it. */
  #decidableBy({ user, refs }: Person): Knex.QueryBuilder {
    const asks = this.#knex<ApprovalRow>('approvals')
      .select('id')
      .where({ requested_by: user })
      .orWhere({ planned_by: user });
    return this.#knex('approval_approvers')
      .select('approval_id')
      .where({ covered: false })
      .whereIn('approver', [...new Set([user, ...refs])])
      .andWhere(where =>
        where.where({ four_eyes: false }).orWhereNotIn('approval_id', asks),
      );
  }
}
