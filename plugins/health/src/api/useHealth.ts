import { useApi, useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { keys } from './HealthCache';
import { healthCacheApiRef } from './healthApi';

/** Where signals do not come through, and to learn that the portal no longer answers. */
const POLL_MS = 20_000;
/** While something is under way. */
const POLL_SOON_MS = 5_000;

/** Listens to what changes while it is mounted; a portal without signals asks at intervals alone. */
function useChanges() {
  const cache = useApi(healthCacheApiRef);
  const signals = useApiHolder().get(signalApiRef);
  useEffect(
    () => (signals ? cache.follow(signals) : undefined),
    [cache, signals],
  );
}

/** Everything about one entity, kept up to date. */
export function useHealth(entityRef: string) {
  const cache = useApi(healthCacheApiRef);
  useChanges();
  return useQuery(
    {
      queryKey: keys.entity(entityRef),
      queryFn: () => cache.getHealth(entityRef),
      refetchInterval: ({ state }) =>
        state.data?.verdict.status === 'Progressing' ? POLL_SOON_MS : POLL_MS,
    },
    cache.queries,
  );
}

/** The short form for one entity, kept up to date. Null: nothing is known of it. */
export function useHealthSummary(entityRef: string) {
  const cache = useApi(healthCacheApiRef);
  useChanges();
  return useQuery(
    {
      queryKey: keys.summary(entityRef),
      queryFn: () => cache.getSummary(entityRef),
      refetchInterval: POLL_MS,
    },
    cache.queries,
  );
}
