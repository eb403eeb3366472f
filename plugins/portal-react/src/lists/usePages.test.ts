import type { TablePaginationType } from '@backstage/ui';
import { act, renderHook } from '@testing-library/react';
import { usePages } from './usePages';

function controls(pagination: TablePaginationType) {
  if (pagination.type === 'none') throw new Error('It shows no pages');
  return pagination;
}

it('goes on by what the server tells, back by what it remembers, and begins again with another list', () => {
  const { result, rerender } = renderHook(({ of }) => usePages(of, 10), {
    initialProps: { of: 'mine' },
  });
  const place = (nextCursor?: string) =>
    controls(result.current.paginationOf({ total: 25, nextCursor }));
  expect(result.current.query).toEqual({ limit: 10, cursor: undefined });
  expect(place('second')).toMatchObject({
    offset: 0,
    totalCount: 25,
    hasNextPage: true,
    hasPreviousPage: false,
  });

  act(() => place('second').onNextPage());
  act(() => place('third').onNextPage());
  expect(result.current.query.cursor).toBe('third');
  expect(place()).toMatchObject({
    offset: 20,
    hasNextPage: false,
    hasPreviousPage: true,
  });

  act(() => place().onPreviousPage());
  expect(result.current.query.cursor).toBe('second');
  act(() => place().onPreviousPage());
  expect(result.current.query.cursor).toBeUndefined();

  act(() => place('second').onNextPage());
  rerender({ of: 'all' });
  expect(result.current.query.cursor).toBeUndefined();
  expect(place('second').offset).toBe(0);
});

it('shows no pages before there is one, and none where all fits on one', () => {
  const { result } = renderHook(() => usePages('mine', 10));
  expect(result.current.paginationOf(undefined)).toEqual({ type: 'none' });
  expect(result.current.paginationOf({ total: 10 })).toEqual({ type: 'none' });
});

it('never asks for another list with a cursor of the one before, also not on the way back', () => {
  const asked: string[] = [];
  const { result, rerender } = renderHook(
    ({ of }) => {
      const pages = usePages(of, 10);
      asked.push(`${of} ${pages.query.cursor}`);
      return pages;
    },
    { initialProps: { of: 'by name' } },
  );
  act(() =>
    controls(
      result.current.paginationOf({ total: 25, nextCursor: 'second' }),
    ).onNextPage(),
  );
  expect(asked.at(-1)).toBe('by name second');
  asked.length = 0;
  rerender({ of: 'by owner' });
  rerender({ of: 'by name' });
  expect([...new Set(asked)]).toEqual([
    'by owner undefined',
    'by name undefined',
  ]);
});

it('leads back from a page that is gone since the list became short', () => {
  const { result } = renderHook(() => usePages('mine', 10));
  const place = (page: { total: number; nextCursor?: string }) =>
    controls(result.current.paginationOf(page));
  act(() => place({ total: 11, nextCursor: 'second' }).onNextPage());
  expect(place({ total: 10 })).toMatchObject({
    offset: undefined,
    hasNextPage: false,
    hasPreviousPage: true,
  });
  act(() => place({ total: 10 }).onPreviousPage());
  expect(result.current.paginationOf({ total: 10 })).toEqual({ type: 'none' });
});
