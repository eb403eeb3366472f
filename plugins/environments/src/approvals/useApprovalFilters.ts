import {
  approvalStates,
  type ApprovalQuery,
  type ApprovalState,
} from '@cairn/plugin-environments-common';
import { useAddress } from '@cairn/plugin-portal-react';
import { useMemo } from 'react';
import { z } from 'zod';

const viewSchema = z.enum(['decide', 'mine', 'all']).catch('decide');
/** What the list can be sorted by, as a person says it; each is one order of the interface. */
const SORTS = {
  newest: { sort: 'createdAt', order: 'desc' },
  oldest: { sort: 'createdAt', order: 'asc' },
  timeLeft: { sort: 'expiresAt', order: 'asc' },
  environment: { sort: 'environment', order: 'asc' },
} as const satisfies Record<string, Pick<ApprovalQuery, 'sort' | 'order'>>;

export const approvalSorts = [
  'newest',
  'oldest',
  'timeLeft',
  'environment',
] as const satisfies Array<keyof typeof SORTS>;

const sortSchema = z.enum(approvalSorts).catch('newest');
const stateSchema = z.enum(approvalStates).optional().catch(undefined);

export type ApprovalView = z.infer<typeof viewSchema>;

export interface ApprovalFilters {
  view: ApprovalView;
  state?: ApprovalState;
  /** Part of the environment's name. */
  search: string;
  sort: z.infer<typeof sortSchema>;
}

/** The query that filters stand for, without its page. */
export function approvalQueryOf(filters: ApprovalFilters): ApprovalQuery {
  return {
    view: filters.view === 'all' ? undefined : filters.view,
    state: filters.state && [filters.state],
    search: filters.search || undefined,
    ...SORTS[filters.sort],
  };
}

/** The filters of the list, kept in the address, so that a link shows the same list. */
export function useApprovalFilters() {
  const { address, change } = useAddress<keyof ApprovalFilters>();
  const filters: ApprovalFilters = useMemo(
    () => ({
      view: viewSchema.parse(address.get('view') ?? 'decide'),
      state: stateSchema.parse(address.get('state') ?? undefined),
      search: address.get('search') ?? '',
      sort: sortSchema.parse(address.get('sort') ?? 'newest'),
    }),
    [address],
  );
  const filtered = Boolean(filters.state || filters.search);
  return {
    filters,
    change,
    clear: () => change({ state: '', search: '' }),
    filtered,
  };
}
