import type { TablePaginationType } from '@backstage/ui';
import { useState } from 'react';

/** Where somebody is in a list. */
interface Place {
  of: string;
  /** Cursors of the pages before. */
  before: Array<string | undefined>;
  cursor?: string;
}

/**
 * Pages of a list that the server cuts by cursors: it tells only the next one, so the ones before are remembered.
 * Starts again from the first page when `of` changes.
 */
export function usePages(of: string, pageSize: number) {
  const [kept, setPlace] = useState<Place>({ of, before: [] });
  const place: Place = kept.of === of ? kept : { of, before: [] };
  if (place !== kept) {
    // Not in an effect: the server would be asked for the other list with a cursor of this one first.
    setPlace(place);
  }
  const { before, cursor } = place;

  return {
    /** What the server is asked for: the page that is looked at. */
    query: { limit: pageSize, cursor },

    /** What a table shows below its rows, once the page is there; nothing where all fits on one. */
    paginationOf(
      page: { total: number; nextCursor?: string } | undefined,
    ): TablePaginationType {
      // Whoever stands on a later page of a list that became short needs the way back.
      if (!page || (page.total <= pageSize && before.length === 0)) {
        return { type: 'none' };
      }
      const { total, nextCursor } = page;
      const offset = before.length * pageSize;
      return {
        type: 'page',
        pageSize,
        // Whoever needs more at once has the command line.
        pageSizeOptions: [],
        // Nothing can be said of which rows these are where there are not as many.
        offset: offset < total ? offset : undefined,
        totalCount: total,
        hasNextPage: nextCursor !== undefined,
        hasPreviousPage: before.length > 0,
        onNextPage: () => {
          if (nextCursor === undefined) return;
          setPlace({ of, before: [...before, cursor], cursor: nextCursor });
        },
        onPreviousPage: () => {
          setPlace({ of, before: before.slice(0, -1), cursor: before.at(-1) });
        },
      };
    },
  };
}
