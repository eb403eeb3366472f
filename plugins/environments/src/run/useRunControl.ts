import { useApi } from '@backstage/frontend-plugin-api';
import {
  environmentsApiRef,
  type LiveEnvironmentsApi,
} from '@cairn/plugin-environments-react';
import type { Run } from '@cairn/plugin-environments-common';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { keys } from '../api/queries';

/** Goes on with a run, or asks for its end; the pages that show it follow. */
export function useRunControl(ask: (api: LiveEnvironmentsApi) => Promise<Run>) {
  const api = useApi(environmentsApiRef);
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => ask(api),
    onSuccess: run => {
      client.setQueryData(keys.run(run.id), run);
      client.invalidateQueries({ queryKey: keys.runs(run.environment) });
      client.invalidateQueries({
        queryKey: keys.environment(run.environment),
      });
    },
  });
}
