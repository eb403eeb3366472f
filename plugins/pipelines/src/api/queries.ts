import { useApi } from '@backstage/frontend-plugin-api';
import type {
  PipelineRun,
  PipelineStatus,
} from '@cairn/plugin-pipelines-common';
import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { pipelinesApiRef } from './pipelinesApi';

const SOON = 2_000;
/** A push is to be seen within five seconds by who waits for it. */
const WAITING = 3_000;
/** Where it is one of many things on a page. */
export const LATER = 15_000;

const MOVING: readonly PipelineStatus[] = ['Queued', 'Running'];

/** True while there is more to come. */
export function isMoving({ status }: { status: PipelineStatus }) {
  return MOVING.includes(status);
}

const keys = {
  runs: (entityRef: string) => ['pipelines', 'runs', entityRef] as const,
  run: (entityRef: string, id: string) =>
    ['pipelines', 'run', entityRef, id] as const,
};

export function useRuns(
  entityRef: string,
  query: { limit: number; cursor?: string; branch?: string },
  options: { enabled?: boolean; idleMs?: number } = {},
) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: [...keys.runs(entityRef), query],
    queryFn: () => api.listRuns(entityRef, query),
    placeholderData: keepPreviousData,
    enabled: options.enabled,
    refetchInterval: ({ state }) =>
      state.data?.items.some(isMoving) ? SOON : options.idleMs ?? WAITING,
  });
}

export function useRun(entityRef: string, id: string) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: keys.run(entityRef, id),
    queryFn: () => api.getRun(entityRef, id),
    refetchInterval: ({ state }) =>
      state.data && !isMoving(state.data) ? LATER : SOON,
  });
}

/** Runs again, or stops; `done` gets the run that is to be looked at now. */
export function useRunAction(
  action: 'rerun' | 'cancel',
  entityRef: string,
  done: (run: PipelineRun) => void,
) {
  const api = useApi(pipelinesApiRef);
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api[action](entityRef, id),
    onSuccess: run => {
      client.setQueryData(keys.run(entityRef, run.id), run);
      client.invalidateQueries({ queryKey: keys.runs(entityRef) });
      done(run);
    },
  });
}
