import type { CostDimension, CostQuery } from '@cairn/plugin-cost-common';
import { useAddress } from '@cairn/plugin-portal-react';
import { useMemo } from 'react';
import { z } from 'zod';
import { monthOf } from '../words/days';

/** What the page can be grouped by, in this order. */
export const DIMENSIONS = [
  'group',
  'system',
  'entity',
  'environment',
  'class',
] as const satisfies readonly CostDimension[];

const filtersSchema = z.object({
  by: z.enum(DIMENSIONS).catch('group'),
  month: z
    .string()
    .regex(/^2\d{3}-(0[1-9]|1[0-2])$/)
    .optional()
    .catch(undefined),
  search: z.string().catch(''),
  sort: z.enum(['title', 'micros', 'previousMicros']).catch('micros'),
  order: z.enum(['asc', 'desc']).catch('desc'),
  view: z.enum(['chart', 'table']).catch('chart'),
});

export type CostFilters = z.infer<typeof filtersSchema>;

/** The query that filters stand for, without its page. */
export function queryOf({ view: _, ...filters }: CostFilters): CostQuery {
  return { ...filters, search: filters.search || undefined };
}

/** What the page shows, kept in the address, so that a link shows the same. */
export function useCostFilters() {
  const { address, change } = useAddress<keyof CostFilters>();
  const filters = useMemo(
    () =>
      filtersSchema.parse({
        by: address.get('by'),
        month: address.get('month') ?? undefined,
        search: address.get('search') ?? '',
        sort: address.get('sort'),
        order: address.get('order'),
        view: address.get('view'),
      }),
    [address],
  );
  return {
    filters,
    month: filters.month ?? monthOf(Date.now()),
    change,
  };
}
