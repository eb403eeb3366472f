import { useApi } from '@backstage/frontend-plugin-api';
import { environmentsApiRef } from '@cairn/plugin-environments-react';
import type { AppliedPlan, RunState } from '@cairn/plugin-environments-common';
import { useQueries } from '@tanstack/react-query';
import { keys } from '../api/queries';
import { isOver } from '../api/useLiveRun';

/** Between two looks at a run; more runs are looked at less often, so that a large batch asks no more than a small one. */
const LOOK_MS = 2_000;
const LOOK_MS_EACH = 200;

/** The state of each run that a batch began, by its id, until all are over. One that was not read yet is not in it. */
export function useBegunRuns(
  results: readonly AppliedPlan[] | undefined,
): ReadonlyMap<string, RunState> {
  const api = useApi(environmentsApiRef);
  const ids = (results ?? []).flatMap(({ run }) => (run ? [run] : []));
  const interval = Math.max(LOOK_MS, ids.length * LOOK_MS_EACH);
  const runs = useQueries({
    queries: ids.map(id => ({
      queryKey: keys.run(id),
      queryFn: () => api.getRun(id),
      refetchInterval: ({ state }: { state: { data?: { state: RunState } } }) =>
        state.data && isOver(state.data) ? false : interval,
    })),
  });
  return new Map(
    runs.flatMap(({ data }) => (data ? [[data.id, data.state] as const] : [])),
  );
}
