import {
  environmentStates,
  type EnvironmentQuery,
  type EnvironmentState,
} from '@cairn/plugin-environments-common';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { z } from 'zod';

/** What is shown where nothing else is asked for. */
const NOT_DESTROYED = environmentStates.filter(state => state !== 'Destroyed');

const stateSchema = z.enum(environmentStates);
const sortSchema = z
  .enum(['name', 'createdAt', 'expiresAt', 'owner', 'state'])
  .catch('name');
const orderSchema = z.enum(['asc', 'desc']).catch('asc');

export interface ListFilters {
  search: string;
  owner: string;
  class: string;
  /** Empty: all but destroyed; `any`: all. */
  state: string;
  /** `newer`: those of whose class there is a newer version. Empty: any. */
  version: string;
  sort: z.infer<typeof sortSchema>;
  order: z.infer<typeof orderSchema>;
}

function statesOf(state: string): EnvironmentState[] | undefined {
  if (state === 'any') return undefined;
  const one = stateSchema.safeParse(state);
  return one.success ? [one.data] : [...NOT_DESTROYED];
}

/** The query that filters stand for, without its page. */
export function queryOf(filters: ListFilters): EnvironmentQuery {
  return {
    search: filters.search || undefined,
    owner: filters.owner || undefined,
    class: filters.class || undefined,
    state: statesOf(filters.state),
    upgrade: filters.version === 'newer' ? true : undefined,
    sort: filters.sort,
    order: filters.order,
  };
}

/** The filters of the list, kept in the address, so that a link shows the same list. */
export function useListFilters() {
  const [address, setAddress] = useSearchParams();

  const filters: ListFilters = useMemo(
    () => ({
      search: address.get('search') ?? '',
      owner: address.get('owner') ?? '',
      class: address.get('class') ?? '',
      state: address.get('state') ?? '',
      version: address.get('version') ?? '',
      sort: sortSchema.parse(address.get('sort') ?? 'name'),
      order: orderSchema.parse(address.get('order') ?? 'asc'),
    }),
    [address],
  );

  const change = useCallback(
    (changes: Partial<ListFilters>) =>
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

  const clear = useCallback(
    () => setAddress(new URLSearchParams(), { replace: true }),
    [setAddress],
  );

  const filtered = ['search', 'owner', 'class', 'state', 'version'].some(key =>
    address.has(key),
  );
  return { filters, change, clear, filtered };
}
