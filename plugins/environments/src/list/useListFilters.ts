import {
  environmentStates,
  type EnvironmentQuery,
  type EnvironmentState,
} from '@cairn/plugin-environments-common';
import { useAddress } from '@cairn/plugin-portal-react';
import { useMemo } from 'react';
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

/** What narrows the list, none of it set. */
const NOTHING = { search: '', owner: '', class: '', state: '', version: '' };

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
  const { address, change } = useAddress<keyof ListFilters>();

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

  return {
    filters,
    change,
    /** All of them, and the list by name again. */
    clear: () => change({ ...NOTHING, sort: '', order: '' }),
    filtered: Object.keys(NOTHING).some(key => address.has(key)),
  };
}
