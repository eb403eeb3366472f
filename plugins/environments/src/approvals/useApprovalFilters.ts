import {
  approvalStates,
  type ApprovalQuery,
  type ApprovalState,
} from '@cairn/plugin-environments-common';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
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
  const [address, setAddress] = useSearchParams();
  const filters: ApprovalFilters = useMemo(
    () => ({
      view: viewSchema.parse(address.get('view') ?? 'decide'),
      state: stateSchema.parse(address.get('state') ?? undefined),
      search: address.get('search') ?? '',
    }),
    [address],
  );
  const change = useCallback(
    (changes: Partial<Record<keyof ApprovalFilters, string>>) =>
      setAddress(
        current => {
          const next = new URLSearchParams(current);
          for (const [key, value] of Object.entries(changes)) {
            if (value) next.set(key, value);
            else next.delete(key);
          }
          return next;
        },
        { replace: true },
      ),
    [setAddress],
  );
  const clear = useCallback(() => change({ state: '', search: '' }), [change]);
  const filtered = Boolean(filters.state || filters.search);
  return { filters, change, clear, filtered };
}
