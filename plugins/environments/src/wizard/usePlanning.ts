import { useApi } from '@backstage/frontend-plugin-api';
import type { Plan } from '@cairn/plugin-environments-common';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { environmentsApiRef } from '@cairn/plugin-environments-react';
import { keys } from '../api/queries';
import { requestOf, type Draft } from './draft';

/** Asks for a plan of a new environment. Writes nothing. */
export function usePlanning(onPlan: (plan: Plan) => void) {
  const api = useApi(environmentsApiRef);
  const client = useQueryClient();
  return useMutation({
    mutationFn: (asked: { class: string; draft: Draft }) =>
      api.plan(requestOf(asked.class, asked.draft)),
    onSuccess: plan => {
      client.setQueryData(keys.plan(plan.digest), plan);
      onPlan(plan);
    },
  });
}
