import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { fieldChanges, touches, valueAt } from './fieldChanges';

describe('fieldChanges', () => {
  it('names each field that differs', () => {
    expect(
      fieldChanges(
        { a: 1, b: { 'x/y': [1, 2], gone: null }, same: { z: [] } },
        { a: 2, b: { 'x/y': [1, 3, 4] }, new: true, same: { z: [] } },
      ),
    ).toEqual([
      { path: '/a', before: 1, after: 2 },
      { path: '/b/gone', before: null },
      { path: '/b/x~1y/1', before: 2, after: 3 },
      { path: '/b/x~1y/2', after: 4 },
      { path: '/new', after: true },
    ]);
  });

  it('takes nothing for a field that every object has', () => {
    expect(fieldChanges({ toString: '' }, {})).toEqual([
      { path: '/toString', before: '' },
    ]);
  });

  const json = fc
    .jsonValue({ maxDepth: 4 })
    .map(value => JSON.parse(JSON.stringify(value)));

  it('is empty exactly for equal values', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(fieldChanges(a, structuredClone(a))).toEqual([]);
        expect(fieldChanges(a, b).length === 0).toBe(isDeepStrictEqual(a, b));
      }),
    );
  });

  it('gives pointers that lead to both values', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        for (const change of fieldChanges(a, b)) {
          expect(valueAt(a, change.path)).toEqual(change.before);
          expect(valueAt(b, change.path)).toEqual(change.after);
          expect(touches(b, change.path)).toBe('after' in change);
        }
      }),
    );
  });
});
