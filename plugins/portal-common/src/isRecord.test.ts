import { isRecord } from './isRecord';

it('tells objects with keys from all else', () => {
  expect([{}, { a: 1 }, Object.create(null)].map(isRecord)).toEqual([
    true,
    true,
    true,
  ]);
  expect([null, undefined, [], [{}], 'text', 1, () => 1].some(isRecord)).toBe(
    false,
  );
});
