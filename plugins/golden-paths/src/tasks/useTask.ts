import { useApi } from '@backstage/frontend-plugin-api';
import type { LogEvent } from '@backstage/plugin-scaffolder-common';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { isOver, taskStateOf } from './taskState';

const POLL_MS = 4_000;
const AGAIN_MS = 3_000;

/**
 * A task as it goes: what it says comes as events, and its status is asked for beside that, so that a stream that breaks
 * is never taken for the end. The task goes on whether anybody watches it or not.
 */
export function useTask(taskId: string) {
  const api = useApi(scaffolderApiRef);
  const [events, setEvents] = useState<LogEvent[]>([]);
  const [broken, setBroken] = useState<{ error: unknown; at: number }>();
  const [attempt, setAttempt] = useState(0);
  const last = useRef<number>();

  const task = useQuery({
    queryKey: ['golden-paths', 'task', taskId],
    queryFn: () => api.getTask(taskId),
    refetchInterval: ({ state }) =>
      state.data && isOver(state.data.status) ? false : POLL_MS,
  });
  const known = task.data !== undefined;

  useEffect(() => {
    last.current = undefined;
    setEvents([]);
  }, [taskId]);

  useEffect(() => {
    if (!known) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    let over = false;
    const subscription = api
      .streamLogs({ taskId, after: last.current, isTaskRecoverable: true })
      .subscribe({
        next: event => {
          setBroken(undefined);
          if (last.current !== undefined && event.id <= last.current) return;
          last.current = event.id;
          setEvents(current => [...current, event]);
          if (event.type === 'completion') over = true;
          if (event.type === 'recovered') over = false;
        },
        error: error => {
          // The server ends the stream of a task that is over.
          if (over) return;
          setBroken(current => current ?? { error, at: Date.now() });
          timer = setTimeout(() => setAttempt(value => value + 1), AGAIN_MS);
        },
      });
    return () => {
      clearTimeout(timer);
      subscription.unsubscribe();
    };
  }, [api, taskId, known, attempt]);

  const state = useMemo(
    () => task.data && taskStateOf(task.data, events),
    [task.data, events],
  );
  const { refetch } = task;
  return {
    task,
    state,
    /** Why what it says does not come in, and since when, in milliseconds. */
    broken,
    /** Looks again from where it was, as after it was gone on with. */
    goOn: useCallback(() => {
      setAttempt(value => value + 1);
      refetch();
    }, [refetch]),
  };
}
