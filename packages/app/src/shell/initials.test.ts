import { initialsOf } from './initials';

describe('initialsOf', () => {
  it.each([
    ['Amara Okafor', 'AO'],
    ['amara.okafor', 'AO'],
    ['  Bram  de Vries ', 'BV'],
    ['Cher', 'C'],
    ['Åsa Öberg', 'ÅÖ'],
    ['', ''],
  ])('of "%s" are "%s"', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
