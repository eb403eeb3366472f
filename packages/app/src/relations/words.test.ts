import { relationWords } from './words';

describe('relationWords', () => {
  it.each([
    ['apiConsumedBy', 'consumed by'],
    ['dependencyOf', 'needed by'],
    ['deployedWith', 'deployed with'],
    ['plain', 'plain'],
  ])('calls %s "%s"', (type, words) => {
    expect(relationWords(type)).toBe(words);
  });
});
