import fc from 'fast-check';
import { changeOf, changeSentence, changeWords } from './change';

describe('changes', () => {
  it.each([
    [112, 100, '+12%'],
    [97, 100, '−3%'],
    [100, 100, '±0%'],
    [1004, 1000, '±0%'],
    [5, 0, 'new'],
    [0, 0, '±0%'],
    [0, 100, '−100%'],
    [1500, 100, '×15'],
  ])('says %d against %d as %s', (now, before, words) => {
    expect(changeWords(changeOf(now, before))).toBe(words);
  });

  it('says the amount too', () => {
    expect(changeSentence(changeOf(11_200_000, 10_000_000), 'USD')).toBe(
      '+12% (+$1.20)',
    );
  });

  it('never says a broken number, and never the wrong way', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e15, max: 1e15 }),
        fc.integer({ min: -1e15, max: 1e15 }),
        (now, before) => {
          const words = changeWords(changeOf(now, before));
          expect(words).toMatch(/^([+−]\d+%|×\d+|new|±0%)$/);
          // Small changes are called none, so only one way round.
          expect(/^[+×]/.test(words) && now <= before).toBe(false);
          expect(words.startsWith('−') && now >= before).toBe(false);
        },
      ),
    );
  });
});
