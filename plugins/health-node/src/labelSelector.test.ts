import { InputError } from '@backstage/errors';
import fc from 'fast-check';
import { parseLabelSelector } from './labelSelector';

const labels = { app: 'shop', tier: 'web', empty: '', 'a.b/c-d_e': 'x.y' };

describe('parseLabelSelector', () => {
  it.each([
    ['app=shop', true],
    ['app==shop', true],
    ['app = shop', true],
    ['app=shop,tier=web', true],
    ['app=shop, tier=api', false],
    ['app!=shop', false],
    ['other!=shop', true],
    ['app in (cart, shop)', true],
    ['app in (cart),tier=web', false],
    ['app notin (cart, shop)', false],
    ['other notin (cart)', true],
    ['app', true],
    ['other', false],
    ['!app', false],
    ['!other', true],
    ['empty=', true],
    ['app=', false],
    ['a.b/c-d_e=x.y', true],
    ['toString', false],
    ['!constructor', true],
  ])('%s', (selector, expected) => {
    expect(parseLabelSelector(selector).matches(labels)).toBe(expected);
  });

  it('tells which labels are fixed', () => {
    expect([
      ...parseLabelSelector('app=shop,tier in (web),x!=y,a==b').equal,
    ]).toEqual([
      ['app', 'shop'],
      ['a', 'b'],
    ]);
  });

  it.each([
    '',
    ',',
    'a=b,',
    'a b',
    'a=(b)',
    'a in b',
    '-a=b',
    'a=b c',
    '=b',
    '$(rm)=x',
  ])('refuses %j', selector => {
    expect(() => parseLabelSelector(selector)).toThrow(InputError);
  });

  it('never fails otherwise, whatever it is given', () => {
    const outcome = (selector: string): unknown => {
      try {
        return parseLabelSelector(selector).matches(labels);
      } catch (error) {
        return error instanceof InputError || error;
      }
    };
    fc.assert(
      fc.property(fc.string(), selector => {
        expect(typeof outcome(selector)).toBe('boolean');
      }),
    );
    expect(outcome('a b')).toBe(true);
  });
});
