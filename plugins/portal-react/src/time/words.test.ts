import fc from 'fast-check';
import { agoWords, durationWords, roughWords } from './words';

describe('durationWords', () => {
  it.each([
    [0, '0 s'],
    [30, '0.1 s'],
    [400, '0.4 s'],
    [4_200, '4 s'],
    [60_000, '1 min'],
    [125_000, '2 min 5 s'],
    [3 * 3_600_000 + 20 * 60_000, '3 h 20 min'],
    [52 * 3_600_000, '2 d 4 h'],
  ])('says %d ms as %s', (milliseconds, words) => {
    expect(durationWords(milliseconds)).toBe(words);
  });

  it('never says a negative or a broken number', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), milliseconds => {
        expect(durationWords(milliseconds)).toMatch(
          /^([01]\.\d s|\d+ (s|min|h|d)( \d+ (s|min|h))?)$/,
        );
        expect(roughWords(milliseconds)).toMatch(/^\d+ (s|min|h|d)$/);
      }),
    );
  });
});

describe('agoWords', () => {
  it('does not count the first seconds', () => {
    expect(agoWords(4_999)).toBe('just now');
    expect(agoWords(12_000)).toBe('12 s ago');
    expect(agoWords(3 * 86_400_000)).toBe('3 d ago');
  });
});
