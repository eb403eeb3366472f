import { aboutInWords, inWords } from './words';

it.each([
  [0, 'a moment'],
  [-5, 'a moment'],
  [40, '40 seconds'],
  [60, '1 minute'],
  [221, '4 minutes'],
  [3600, '1 hour'],
  [90_000, '1 day'],
  [400_000, '5 days'],
])('says %s seconds as %s', (seconds, words) => {
  expect(inWords(seconds)).toBe(words);
});

it.each([
  [10, 'less than a minute'],
  [61, 'about 2 minutes'],
  [221, 'about 4 minutes'],
  [4000, 'about 1 hour'],
])('estimates %s seconds as %s', (seconds, words) => {
  expect(aboutInWords(seconds)).toBe(words);
});
