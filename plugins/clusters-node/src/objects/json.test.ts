import fc from 'fast-check';
import { z } from 'zod';
import { bodyOf, jsonValueSchema } from './json';

const accepts = (value: unknown) => jsonValueSchema.safeParse(value).success;

it('takes every JSON value as it is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      const read: unknown = JSON.parse(JSON.stringify(value));
      expect(jsonValueSchema.parse(read)).toBe(read);
    }),
  );
});

it('takes and refuses what z.json() does', () => {
  fc.assert(
    fc.property(fc.anything({ withDate: true, withMap: true }), value => {
      expect(accepts(value)).toBe(z.json().safeParse(value).success);
    }),
  );
});

it.each([
  ['a date', new Date(0)],
  ['what is not there', undefined],
  ['no number', NaN],
  ['a map in a list', [new Map()]],
  ['a function in an object', { a: { b: () => 1 } }],
])('refuses %s', (_, value) => {
  expect(accepts(value)).toBe(false);
});

it('leaves out of a body what JSON has no word for', () => {
  expect(
    bodyOf({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', namespace: undefined },
      data: { a: 'b' },
    }),
  ).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a' },
    data: { a: 'b' },
  });
});
