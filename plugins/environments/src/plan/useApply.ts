import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import type { Run } from '@cairn/plugin-environments-common';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router-dom';
import { environmentsApiRef } from '@cairn/plugin-environments-react';
import { keys } from '../api/queries';
import { runRouteRef } from '../routes';

/** Applies a plan and goes to its run. */
export function useApply() {
  const api = useApi(environmentsApiRef);
  const client = useQueryClient();
  const navigate = useNavigate();
  const toRun = useRouteRef(runRouteRef);
  return useMutation({
    mutationFn: (digest: string) => api.apply(digest),
    onSuccess: (run: Run) => {
      client.setQueryData(keys.run(run.id), run);
      client.invalidateQueries({ queryKey: keys.environments });
      client.invalidateQueries({ queryKey: keys.environment(run.environment) });
      const to = toRun?.({ name: run.environment, id: run.id });
      if (to) navigate(to);
    },
  });
}
