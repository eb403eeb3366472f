import { useApi } from '@backstage/frontend-plugin-api';
import type { GoldenPathPlan } from '@cairn/plugin-golden-paths-common';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { goldenPathsApiRef } from '../api/goldenPathsApi';
import { jsonOf, keepValuesOfPlan, type Values } from './drafts';

const keyOf = (digest: string) => ['golden-paths', 'plan', digest] as const;

/** A plan never changes: it is named by its digest. */
export function usePlan(digest: string | undefined) {
  const api = useApi(goldenPathsApiRef);
  return useQuery({
    queryKey: keyOf(digest ?? ''),
    queryFn: () => api.getPlan(digest ?? ''),
    enabled: digest !== undefined,
    staleTime: Infinity,
  });
}

/** Asks for a plan. Writes nothing. */
export function usePlanning(
  template: string,
  onPlan: (plan: GoldenPathPlan) => void,
) {
  const api = useApi(goldenPathsApiRef);
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (values: Values) => {
      const plan = await api.plan({ template, values: jsonOf(values) });
      keepValuesOfPlan(plan.digest, values);
      client.setQueryData(keyOf(plan.digest), plan);
      return plan;
    },
    onSuccess: onPlan,
  });
}
