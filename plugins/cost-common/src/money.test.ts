import fc from 'fast-check';
import { formatMoney, formatMoneyChange, formatRate } from './money';

const us = (micros: number | undefined, currency = 'USD') =>
  formatMoney(micros, currency, 'en-US');

describe('formatMoney', () => {
  it.each([
    [undefined, 'unknown'],
    [Number.NaN, 'unknown'],
    [Number.POSITIVE_INFINITY, 'unknown'],
    [0, '$0'],
    [-0, '$0'],
    [1, '<$0.01'],
    [-1, '>-$0.01'],
    [9_999, '<$0.01'],
    [10_000, '$0.01'],
    [4_500_000, '$4.50'],
    [50_000_000, '$50'],
    [-12_340_000, '-$12.34'],
    [999_990_000, '$999.99'],
    [1_234_560_000, '$1,235'],
    [1_234_567_890_000_000, '$1,234,567,890'],
  ])('says %p micros as %s', (micros, words) => {
    expect(us(micros)).toBe(words);
  });

  it('keeps to the digits of the currency', () => {
    expect(us(1_500_000, 'JPY')).toBe('¥2');
    expect(us(400_000, 'JPY')).toBe('<¥1');
    expect(us(1_234_000, 'KWD')).toMatch(/^KWD\s1\.234$/);
  });

  it('says a number of a currency that is none', () => {
    expect(us(1_500_000, 'credits')).toBe('credits 1.50');
    expect(us(2_000_000, 'credits')).toBe('credits 2');
    expect(us(3, 'credits')).toBe('<credits 0.01');
  });

  it('is never further from the amount than its last digit, and says zero of nothing but zero', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e15, max: 1e15 }), micros => {
        const words = us(micros);
        const said = Number(words.replace(/[<>$,]/g, '')) * 1_000_000;
        const digit = Math.abs(micros) >= 1e9 ? 1_000_000 : 10_000;
        expect(Math.abs(said - micros)).toBeLessThanOrEqual(
          /[<>]/.test(words) ? digit : digit / 2 + 1,
        );
        expect(words === '$0').toBe(micros === 0);
        expect(words.includes('-')).toBe(micros < 0);
      }),
    );
  });

  it('never breaks, whatever it is given', () => {
    fc.assert(
      fc.property(fc.double(), fc.string(), (micros, currency) => {
        expect(formatMoney(micros, currency, 'en-US')).not.toMatch(
          /NaN|∞|undefined/,
        );
      }),
    );
  });
});

describe('formatMoneyChange', () => {
  it.each([
    [undefined, 'unknown'],
    [0, '±$0'],
    [12_400_000, '+$12.40'],
    [-12_400_000, '−$12.40'],
    [-1, '−<$0.01'],
  ])('says %p micros as %s', (micros, words) => {
    expect(formatMoneyChange(micros, 'USD', 'en-US')).toBe(words);
  });
});

describe('formatRate', () => {
  it.each([
    [undefined, 'unknown'],
    [31_611, '$0.031611'],
    [4_237, '$0.004237'],
    [1, '$0.000001'],
    [1_000_000, '$1.00'],
    [0, '$0.00'],
  ])('says %p micros as %s', (micros, words) => {
    expect(formatRate(micros, 'USD', 'en-US')).toBe(words);
  });
});
