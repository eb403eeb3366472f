import type { TablePaginationType } from '@backstage/ui';
import { useEffect, useState } from 'react';

/**
 * Pages of a list that the server cuts by cursors: it tells only the next one, so the ones before are remembered.
 * Starts again from the first page when `of` changes.
 */
export function usePages(of: string, pageSize: number) {
  const [before, setBefore] = useState<Array<string | undefined>>([]);
  const [cursor, setCursor] = useState<string>();

  useEffect(() => {
    setBefore([]);
    setCursor(undefined);
  }, [of]);

  return {
    /** What the server is asked for: the page that is looked at. */
    query: { limit: pageSize, cursor },

    /** What a table shows below its rows, once the page is there; nothing where all fits on one. */
    paginationOf(
      page: { total: number; nextCursor?: string } | undefined,
    ): TablePaginationType {
      if (!page || page.total <= pageSize) return { type: 'none' };
      const { total, nextCursor } = page;
      return {
        type: 'page',
        pageSize,
        // Whoever needs more at once has the command line.
        pageSizeOptions: [],
        offset: before.length * pageSize,
        totalCount: total,
        hasNextPage: nextCursor !== undefined,
        hasPreviousPage: before.length > 0,
        onNextPage: () => {
          if (nextCursor === undefined) return;
          setBefore([...before, cursor]);
          setCursor(nextCursor);
        },
        onPreviousPage: () => {
          setCursor(before[before.length - 1]);
          setBefore(before.slice(0, -1));
        },
      };
    },
  };
}
