import { useApi } from '@backstage/frontend-plugin-api';
import type { FirstHourProgress } from '@cairn/plugin-first-hour-common';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { firstHourApiRef } from '../api/FirstHourApi';

/** Milliseconds between looks while the card is on the screen: an environment becomes ready, a tool is built. */
const LOOK_AGAIN = 15_000;

const PROGRESS = ['first-hour', 'progress'];

export function useProgress() {
  const api = useApi(firstHourApiRef);
  return useQuery({
    queryKey: PROGRESS,
    queryFn: () => api.progress(),
    refetchInterval: query =>
      query.state.data && isOver(query.state.data) ? false : LOOK_AGAIN,
    refetchOnMount: 'always',
  });
}

/** What is not there now. Where the platform cannot be asked, nothing is said about waiting. */
export function useWaits(enabled: boolean) {
  const api = useApi(firstHourApiRef);
  return useQuery({
    queryKey: ['first-hour', 'waits'],
    queryFn: () => api.waits(),
    refetchInterval: LOOK_AGAIN,
    enabled,
  });
}

export function useDismiss() {
  const api = useApi(firstHourApiRef);
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (dismissed: boolean) => api.setDismissed(dismissed),
    onSuccess: progress => queries.setQueryData(PROGRESS, progress),
  });
}

/** Nothing will change any more by itself. */
function isOver({ steps, dismissedAt }: FirstHourProgress): boolean {
  return (
    dismissedAt !== undefined ||
    steps.every(({ doneAt }) => doneAt !== undefined)
  );
}
