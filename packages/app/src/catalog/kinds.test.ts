import { countOf, kindTitle } from './kinds';

describe('kinds', () => {
  it.each([
    ['component', 1, '1 component'],
    ['Component', 1400, '1,400 components'],
    ['api', 0, '0 APIs'],
    ['user', 2, '2 people'],
    ['Gadget', 2, '2 gadgets'],
  ])('counts %s, %d of it, as %s', (kind, count, words) => {
    expect(countOf(kind, count)).toBe(words);
  });

  it('begins with a capital', () => {
    expect(kindTitle('environmentclass')).toBe('Environment classes');
  });
});
