import { lifetimeWords } from './lifetime';

describe('lifetimeWords', () => {
  it.each([
    [undefined, 'Until you destroy it'],
    [1, '1 hour'],
    [36, '36 hours'],
    [24, '1 day'],
    [72, '3 days'],
  ])('says %s hours as %s', (hours, words) => {
    expect(lifetimeWords(hours)).toBe(words);
  });
});
