import { useApi } from '@backstage/frontend-plugin-api';
import type { RunState, RunSummary } from '@cairn/plugin-environments-common';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { environmentsApiRef } from '@cairn/plugin-environments-react';
import { keys } from './queries';

const ENDED: readonly RunState[] = ['Succeeded', 'Failed', 'Cancelled'];
const POLL_MS = 2_000;

export function isOver(run: Pick<RunSummary, 'state'>) {
  return ENDED.includes(run.state);
}

/**
 * A run as it goes: by server-sent events, and by asking every two seconds while they do not come. The run goes on
 * whether anybody watches it or not.
 */
export function useLiveRun(id: string) {
  const api = useApi(environmentsApiRef);
  const client = useQueryClient();
  const [streaming, setStreaming] = useState(false);

  const query = useQuery({
    queryKey: keys.run(id),
    queryFn: () => api.getRun(id),
    refetchInterval: ({ state }) =>
      streaming || (state.data && isOver(state.data)) ? false : POLL_MS,
  });
  const follow = query.data !== undefined && !isOver(query.data);

  useEffect(() => {
    if (!follow) return undefined;
    const watch = new AbortController();
    const polled = () => {
      if (!watch.signal.aborted) setStreaming(false);
    };
    api
      .watchRun(id, {
        signal: watch.signal,
        onRun: run => {
          if (watch.signal.aborted) return;
          setStreaming(true);
          client.setQueryData(keys.run(id), run);
        },
      })
      // Either way there are no more events: what is left is asked for.
      .then(polled, polled);
    return () => {
      watch.abort();
      setStreaming(false);
    };
  }, [api, client, id, follow]);

  const environment = query.data?.environment;
  const over = query.data !== undefined && isOver(query.data);
  useEffect(() => {
    if (!over || environment === undefined) return;
    // What the run has changed is asked for again by the pages that show it.
    client.invalidateQueries({ queryKey: keys.environments });
    client.invalidateQueries({ queryKey: keys.environment(environment) });
    client.invalidateQueries({ queryKey: keys.resources(environment) });
    client.invalidateQueries({ queryKey: keys.runs(environment) });
    client.invalidateQueries({ queryKey: keys.drift(environment) });
    client.invalidateQueries({ queryKey: keys.story(environment) });
    client.invalidateQueries({ queryKey: keys.receipt(environment) });
  }, [client, over, environment]);

  return { query, streaming };
}
