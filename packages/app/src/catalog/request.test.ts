import { evaluateFilterPredicate } from '@backstage/filter-predicates';
import { readFilters } from './filters';
import { predicateOf, requestOf } from './request';

const asker = {
  owns: ['user:default/amara', 'group:default/checkout-team'],
  starred: ['component:default/cart-api'],
};

function filters(address: string) {
  const read = readFilters(new URLSearchParams(address));
  return { ...read, whose: read.whose ?? ('all' as const) };
}

describe('predicateOf', () => {
  it('asks for the kind alone where nothing else is chosen', () => {
    expect(predicateOf(filters(''), asker)).toEqual({
      $all: [{ kind: 'component' }],
    });
  });

  it('asks for all that is chosen at once', () => {
    expect(
      predicateOf(
        filters(
          'filters[kind]=api&filters[type]=openapi&filters[owners]=data-team&filters[user]=owned&filters[tags]=a&filters[lifecycles]=production',
        ),
        asker,
      ),
    ).toEqual({
      $all: [
        { kind: 'api' },
        { 'spec.type': { $in: ['openapi'] } },
        { 'spec.lifecycle': { $in: ['production'] } },
        { 'metadata.tags': { $in: ['a'] } },
        { 'relations.ownedBy': { $in: ['group:default/data-team'] } },
        { 'relations.ownedBy': { $in: asker.owns } },
      ],
    });
  });

  it('finds a starred entity and no other', () => {
    const predicate = predicateOf(filters('filters[user]=starred'), asker);
    const entity = (name: string) => ({
      kind: 'Component',
      metadata: { namespace: 'default', name },
    });
    expect(evaluateFilterPredicate(predicate, entity('cart-api'))).toBe(true);
    expect(evaluateFilterPredicate(predicate, entity('cart'))).toBe(false);
  });
});

describe('requestOf', () => {
  it('asks for one page, in order', () => {
    expect(
      requestOf(filters('page=3&sort=owner&order=desc'), asker),
    ).toMatchObject({
      limit: 25,
      offset: 50,
      orderFields: { field: 'spec.owner', order: 'desc' },
      fullTextFilter: undefined,
    });
  });

  it('searches names and descriptions', () => {
    expect(
      requestOf(filters('filters[text]=pay'), asker).fullTextFilter,
    ).toMatchObject({ term: 'pay' });
  });
});
