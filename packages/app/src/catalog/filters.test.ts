import fc from 'fast-check';
import {
  type CatalogFilters,
  readFilters,
  type SortField,
  type Whose,
  writeFilters,
} from './filters';

const word = fc.string({ minLength: 1, maxLength: 12 });

const anyFilters: fc.Arbitrary<CatalogFilters> = fc.record({
  kind: word.map(kind => kind.toLocaleLowerCase('en-US')),
  whose: fc.constantFrom<Whose>('owned', 'starred', 'all'),
  text: fc.string({ maxLength: 20 }),
  types: fc.uniqueArray(
    word.filter(type => type !== 'all'),
    { maxLength: 3 },
  ),
  owners: fc.uniqueArray(word, { maxLength: 3 }),
  lifecycles: fc.uniqueArray(word, { maxLength: 3 }),
  tags: fc.uniqueArray(word, { maxLength: 3 }),
  sort: fc.constantFrom<SortField>('name', 'owner', 'type', 'lifecycle'),
  order: fc.constantFrom<'asc' | 'desc'>('asc', 'desc'),
  page: fc.integer({ min: 1, max: 10_000 }),
});

describe('catalog filters', () => {
  it('come back from the address as they went there', () => {
    fc.assert(
      fc.property(anyFilters, filters => {
        const address = writeFilters(filters).toString();
        expect(readFilters(new URLSearchParams(address))).toEqual(filters);
      }),
    );
  });

  it('read the links that Backstage itself makes', () => {
    expect(
      readFilters(
        new URLSearchParams(
          'filters[kind]=Component&filters[type][0]=service&filters[owners][]=checkout-team&filters[owners][1]=data-team&filters[user]=all',
        ),
      ),
    ).toMatchObject({
      kind: 'component',
      types: ['service'],
      owners: ['checkout-team', 'data-team'],
      whose: 'all',
    });
  });

  it('stay with the kind of a list that has no other', () => {
    expect(
      readFilters(new URLSearchParams('filters[kind]=component'), 'api').kind,
    ).toBe('api');
  });

  it.each(['0', '-1', '1.5', 'x', '1e400', ''])(
    'begin at the first page for "%s"',
    page => {
      expect(readFilters(new URLSearchParams({ page })).page).toBe(1);
    },
  );

  it('take what they do not know for not given', () => {
    expect(
      readFilters(
        new URLSearchParams(
          'filters[user]=me&sort=toString&order=up&filters[type]=all',
        ),
      ),
    ).toMatchObject({
      whose: undefined,
      sort: 'name',
      order: 'asc',
      types: [],
    });
  });
});
