import fc from 'fast-check';
import { parseQuantity } from './quantity';

describe('parseQuantity', () => {
  it.each([
    ['250m', 250_000_000n],
    ['2', 2_000_000_000n],
    [0.5, 500_000_000n],
    ['1.5Gi', 1_610_612_736n * 1_000_000_000n],
    ['128Mi', 134_217_728n * 1_000_000_000n],
    ['1e3', 1_000_000_000_000n],
    ['1E', 10n ** 27n],
    ['1E3', 1_000_000_000_000n],
    ['100n', 100n],
    ['.5', 500_000_000n],
    ['5.', 5_000_000_000n],
    ['0', 0n],
    // Finer than a billionth: up, as the API server has it
    ['0.1n', 1n],
    ['1e-12', 1n],
  ])('reads %s', (text, nano) => {
    expect(parseQuantity(text)).toBe(nano);
  });

  it.each([
    '-1',
    '-250m',
    'NaN',
    'Infinity',
    '',
    '.',
    'm',
    '1 Gi',
    '1Zi',
    '0x10',
    '1e999',
    '1'.repeat(40),
    NaN,
    -1,
  ])('does not take %s for one', text => {
    expect(parseQuantity(text)).toBeUndefined();
  });

  it('reads what a thousandth is of a whole', () => {
    fc.assert(
      fc.property(fc.nat(), whole => {
        expect(parseQuantity(`${whole}`)).toBe(
          parseQuantity(`${BigInt(whole) * 1000n}m`),
        );
      }),
    );
  });
});
