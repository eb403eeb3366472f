import fc from 'fast-check';
import {
  docsPathOf,
  type DocsFilters,
  readDocsFilters,
  writeDocsFilters,
} from './address';

describe('the address of the list of docs', () => {
  it('keeps the filters', () => {
    const anyFilters = fc.record({
      whose: fc.constantFrom<DocsFilters['whose']>('owned', 'all'),
      text: fc.string({ maxLength: 20 }),
      page: fc.integer({ min: 1, max: 10_000 }),
    });
    fc.assert(
      fc.property(anyFilters, filters => {
        const address = writeDocsFilters(filters).toString();
        expect(readDocsFilters(new URLSearchParams(address))).toEqual(filters);
      }),
    );
  });

  it('takes what it does not know for not given', () => {
    expect(readDocsFilters(new URLSearchParams('whose=me&page=-1'))).toEqual({
      whose: 'all',
      text: '',
      page: 1,
    });
  });
});

describe('docsPathOf', () => {
  it('leads to the docs of an entity', () => {
    expect(
      docsPathOf({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'cart-api' },
      }),
    ).toBe('/docs/default/component/cart-api');
  });
});
