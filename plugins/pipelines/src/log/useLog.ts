import { useApi } from '@backstage/frontend-plugin-api';
import type { PipelineLogLine } from '@cairn/plugin-pipelines-common';
import { failureOf } from '@cairn/plugin-portal-react';
import { useEffect, useState } from 'react';
import { pipelinesApiRef } from '../api/pipelinesApi';

const EVERY_MS = 1_000;
const AFTER_FAILURE_MS = 5_000;
/** A part of this many lines is hardly the last one: the next is asked for at once. */
const MANY_LINES = 500;

const PASSING = new Set(['unavailable', 'offline', 'failed']);

export interface Log {
  lines: PipelineLogLine[];
  /** There will be no more lines. */
  complete: boolean;
  /** Why the last question was not answered. It is asked again by itself where that can help. */
  error?: unknown;
  /** When the last answer came, in milliseconds; absent before the first. */
  knownAt?: number;
}

const NOTHING: Log = { lines: [], complete: false };

/** The log of a run, every second as long as there is more to come. */
export function useLog(entityRef: string, id: string): Log {
  const api = useApi(pipelinesApiRef);
  const [log, setLog] = useState(NOTHING);

  useEffect(() => {
    setLog(NOTHING);
    let left = false;
    let timer: ReturnType<typeof setTimeout>;
    let after: number | undefined;

    const ask = async () => {
      try {
        const { lines, complete } = await api.getLog(entityRef, id, after);
        if (left) return;
        after = lines.at(-1)?.cursor ?? after;
        setLog(current => ({
          lines: lines.length > 0 ? current.lines.concat(lines) : current.lines,
          complete,
          knownAt: Date.now(),
        }));
        if (complete) return;
        timer = setTimeout(ask, lines.length >= MANY_LINES ? 0 : EVERY_MS);
      } catch (error) {
        if (left) return;
        setLog(current => ({ ...current, error }));
        if (PASSING.has(failureOf(error).kind)) {
          timer = setTimeout(ask, AFTER_FAILURE_MS);
        }
      }
    };
    ask();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [api, entityRef, id]);

  return log;
}
