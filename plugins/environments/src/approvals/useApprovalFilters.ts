import {
  approvalStates,
  type ApprovalQuery,
  type ApprovalState,
} from '@cairn/plugin-environments-common';
import { useAddress } from '@cairn/plugin-portal-react';
import { useMemo } from 'react';
import { z } from 'zod';

const viewSchema = z.enum(['decide', 'mine', 'all']).catch('decide');
const stateSchema = z.enum(approvalStates).optional().catch(undefined);

export type ApprovalView = z.infer<typeof viewSchema>;

export interface ApprovalFilters {
  view: ApprovalView;
  state?: ApprovalState;
  /** Part of the environment's name. */
  search: string;
}

/** The query that filters stand for, without its page. */
export function approvalQueryOf(filters: ApprovalFilters): ApprovalQuery {
  return {
    view: filters.view === 'all' ? undefined : filters.view,
    state: filters.state && [filters.state],
    search: filters.search || undefined,
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
