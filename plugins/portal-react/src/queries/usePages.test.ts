import { act, renderHook } from '@testing-library/react';
import { usePages } from './usePages';

it('goes on by what the server tells, back by what it remembers, and begins again with another list', () => {
  const { result, rerender } = renderHook(({ of }) => usePages(of), {
    initialProps: { of: 'mine' },
  });
  const place = () => [result.current.index, result.current.cursor];
  expect(place()).toEqual([0, undefined]);

  act(() => result.current.next('second'));
  act(() => result.current.next('third'));
  expect(place()).toEqual([2, 'third']);

  act(() => result.current.previous());
  expect(place()).toEqual([1, 'second']);

  act(() => result.current.previous());
  expect(place()).toEqual([0, undefined]);

  act(() => result.current.next('second'));
  rerender({ of: 'all' });
  expect(place()).toEqual([0, undefined]);
});
