import fc from 'fast-check';
import { dependencyOrder, withNeeds, type Ordered } from './order';

const names = (nodes: readonly Ordered[]) => nodes.map(({ name }) => name);

/** Parts of which each needs some of those before it, in any order. */
const acyclic = fc
  .integer({ min: 1, max: 12 })
  .chain(count =>
    fc.tuple(
      ...Array.from({ length: count }, (_, index) =>
        fc.subarray(Array.from({ length: index }, (__, it) => `part-${it}`)),
      ),
    ),
  )
  .map(needs =>
    needs.map((it, index) => ({ name: `part-${index}`, needs: it })),
  )
  .chain(nodes =>
    fc.shuffledSubarray(nodes, {
      minLength: nodes.length,
      maxLength: nodes.length,
    }),
  );

describe('dependencyOrder', () => {
  it('puts each part after all it needs and loses none', () => {
    fc.assert(
      fc.property(acyclic, nodes => {
        const ordered = names(dependencyOrder(nodes));
        expect([...ordered].sort()).toEqual(names(nodes).sort());
        for (const { name, needs } of nodes) {
          for (const need of needs) {
            expect(ordered.indexOf(need)).toBeLessThan(ordered.indexOf(name));
          }
        }
      }),
    );
  });

  it('keeps the given order where nothing forbids it', () => {
    const parts = ['c', 'a', 'b'].map(name => ({ name, needs: [] }));
    expect(names(dependencyOrder(parts))).toEqual(['c', 'a', 'b']);
  });

  it('names the circle', () => {
    expect(() =>
      dependencyOrder([
        { name: 'a', needs: ['b'] },
        { name: 'b', needs: ['a'] },
      ]),
    ).toThrow('Parts need each other in a circle: a → b → a.');
  });

  it('names what is missing', () => {
    expect(() => dependencyOrder([{ name: 'a', needs: ['x'] }])).toThrow(
      'Part "a" needs "x", which is not a part.',
    );
  });

  it('refuses two of one name', () => {
    expect(() =>
      dependencyOrder([
        { name: 'a', needs: [] },
        { name: 'a', needs: [] },
      ]),
    ).toThrow('Two parts are named "a".');
  });
});

describe('withNeeds', () => {
  const parts = [
    { name: 'portal', needs: ['identity'] },
    { name: 'identity', needs: [] },
    { name: 'kwok', needs: ['apiserver'] },
    { name: 'apiserver', needs: ['etcd'] },
    { name: 'etcd', needs: [] },
  ];

  it('takes the named ones and all they need', () => {
    expect(names(withNeeds(parts, ['kwok']))).toEqual([
      'kwok',
      'apiserver',
      'etcd',
    ]);
  });

  it('says which parts there are', () => {
    expect(() => withNeeds(parts, ['etc'])).toThrow(
      'There is no part "etc". There are: portal, identity, kwok, apiserver, etcd.',
    );
  });
});
