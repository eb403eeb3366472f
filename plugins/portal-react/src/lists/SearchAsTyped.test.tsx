import { act, fireEvent, render, screen } from '@testing-library/react';
import { SearchAsTyped } from './SearchAsTyped';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function setup(value: string) {
  const onChange = jest.fn();
  const element = (of: string) => (
    <SearchAsTyped label="Search" value={of} onChange={onChange} />
  );
  const { rerender } = render(element(value));
  return {
    onChange,
    box: screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search' }),
    become: (other: string) => rerender(element(other)),
  };
}

it('asks once, a moment after the last letter', () => {
  const { onChange, box } = setup('');
  fireEvent.change(box, { target: { value: 'ca' } });
  act(() => jest.advanceTimersByTime(200));
  fireEvent.change(box, { target: { value: 'cart' } });
  act(() => jest.advanceTimersByTime(200));
  expect(box.value).toBe('cart');
  expect(onChange).not.toHaveBeenCalled();

  act(() => jest.advanceTimersByTime(100));
  expect(onChange.mock.calls).toEqual([['cart']]);
});

it('shows what the address says when that changes, and asks for nothing then', () => {
  const { onChange, box, become } = setup('cart');
  fireEvent.change(box, { target: { value: 'carts' } });
  become('');
  expect(box.value).toBe('');

  act(() => jest.advanceTimersByTime(1_000));
  expect(onChange).not.toHaveBeenCalled();
});
