import { useEffect, useState } from 'react';

/**
 * Pages of a list that the server cuts by cursors: it tells only the next one, so the ones before are remembered.
 * Starts again from the first page when `of` changes.
 */
export function usePages(of: string) {
  const [before, setBefore] = useState<Array<string | undefined>>([]);
  const [cursor, setCursor] = useState<string>();

  useEffect(() => {
    setBefore([]);
    setCursor(undefined);
  }, [of]);

  return {
    cursor,
    index: before.length,
    next: (nextCursor: string) => {
      setBefore([...before, cursor]);
      setCursor(nextCursor);
    },
    previous: () => {
      setCursor(before[before.length - 1]);
      setBefore(before.slice(0, -1));
    },
  };
}
