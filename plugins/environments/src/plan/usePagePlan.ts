import { useApi } from '@backstage/frontend-plugin-api';
import {
  type LiveEnvironmentsApi,
  environmentsApiRef,
} from '@cairn/plugin-environments-react';
import type { Plan } from '@cairn/plugin-environments-common';
import { useAddress } from '@cairn/plugin-portal-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { keys, usePlan } from '../api/queries';

/**
 * The plan of a page that is about one. It is made when the page is opened, and its digest goes into the address: so it is
 * not made again behind the person's back, and the address shows somebody else the same plan.
 */
export function usePagePlan(make: (api: LiveEnvironmentsApi) => Promise<Plan>) {
  const api = useApi(environmentsApiRef);
  const client = useQueryClient();
  const { address, change } = useAddress<'plan'>();
  const digest = address.get('plan') ?? undefined;
  const kept = usePlan(digest);
  const making = useMutation({
    mutationFn: () => make(api),
    onSuccess: plan => {
      client.setQueryData(keys.plan(plan.digest), plan);
      change({ plan: plan.digest });
    },
  });
  const { mutate, isIdle } = making;
  useEffect(() => {
    if (digest === undefined && isIdle) mutate();
  }, [digest, isIdle, mutate]);

  return {
    plan: kept.data,
    /** Of making it, or of reading it again. */
    error: making.error ?? kept.error,
    isPlanning: making.isPending,
    planAgain: () => making.mutate(),
  };
}
