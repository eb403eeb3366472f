import { useApi } from '@backstage/frontend-plugin-api';
import type {
  CostApi,
  CostQuery,
  CostSummary,
} from '@cairn/plugin-cost-common';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Batch } from '@cairn/plugin-portal-react';
import { costApiRef } from './costApi';

/** Rows are hourly: an answer is as good a while later. */
const FRESH_MS = 60_000;
const AGAIN_MS = 5 * 60_000;

export type Split = 'environment' | 'resource';

export function useReport(
  entityRef: string,
  options: { days: number; split: Split },
) {
  const api = useApi(costApiRef);
  return useQuery({
    queryKey: ['cost', 'report', entityRef, options],
    queryFn: () => api.getReport(entityRef, options),
    // While other days are asked for, those of the same entity stay; never those of another.
    placeholderData: (previous, query) =>
      query?.queryKey[2] === entityRef ? previous : undefined,
    staleTime: FRESH_MS,
    refetchInterval: AGAIN_MS,
  });
}

export function useOverview(query: CostQuery) {
  const api = useApi(costApiRef);
  return useQuery({
    queryKey: ['cost', 'overview', query],
    queryFn: () => api.getOverview(query),
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
    refetchInterval: AGAIN_MS,
  });
}

export function usePriceList() {
  const api = useApi(costApiRef);
  return useQuery({
    queryKey: ['cost', 'prices'],
    queryFn: () => api.getPriceList(),
    staleTime: FRESH_MS,
  });
}

const batches = new WeakMap<CostApi, Batch<CostSummary>>();

function batchOf(api: CostApi) {
  const batch =
    batches.get(api) ??
    new Batch(async refs => {
      const summaries = await api.getSummaries(refs);
      return new Map(summaries.map(one => [one.entityRef, one]));
    });
  batches.set(api, batch);
  return batch;
}

/** The month of an entity, asked for together with those of its neighbours; null where nothing is known of it. */
export function useSummary(entityRef: string) {
  const api = useApi(costApiRef);
  return useQuery({
    queryKey: ['cost', 'summary', entityRef],
    queryFn: async () => (await batchOf(api).load(entityRef)) ?? null,
    staleTime: FRESH_MS,
    refetchInterval: AGAIN_MS,
  });
}
