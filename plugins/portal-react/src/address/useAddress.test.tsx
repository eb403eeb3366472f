import { act, renderHook } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { MemoryRouter, useLocation, useNavigate } from 'react-router-dom';
import { useAddress } from './useAddress';

function renderAt(...entries: string[]) {
  return renderHook(
    () => ({
      ...useAddress(),
      location: useLocation(),
      navigate: useNavigate(),
    }),
    {
      wrapper: ({ children }: PropsWithChildren) => (
        <MemoryRouter
          initialEntries={entries}
          initialIndex={entries.length - 1}
        >
          {children}
        </MemoryRouter>
      ),
    },
  );
}

it('reads what the address says', () => {
  const { result } = renderAt('/costs?by=group&search=cart%20api');
  expect(result.current.address.get('by')).toBe('group');
  expect(result.current.address.get('search')).toBe('cart api');
});

it('sets what a change names, takes out what is empty, and leaves the rest', () => {
  const { result } = renderAt('/costs?by=group&search=cart&month=2026-10');
  act(() =>
    result.current.change({
      by: 'class',
      search: '',
      month: undefined,
      view: 'a&b',
    }),
  );
  expect(result.current.location).toMatchObject({
    pathname: '/costs',
    search: '?by=class&view=a%26b',
  });
});

it('adds no step to the history', () => {
  const { result } = renderAt('/before', '/costs');
  act(() => result.current.change({ search: 'c' }));
  act(() => result.current.change({ search: 'ca' }));
  expect(result.current.location.search).toBe('?search=ca');

  act(() => result.current.navigate(-1));
  expect(result.current.location.pathname).toBe('/before');
});
