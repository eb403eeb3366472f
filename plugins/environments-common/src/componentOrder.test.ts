import fc from 'fast-check';
import { componentOrder } from './componentOrder';

describe('componentOrder', () => {
  it('puts each component after what it needs, and keeps the order of the class otherwise', () => {
    expect(
      componentOrder([
        { name: 'c', needs: ['a', 'b'] },
        { name: 'b', needs: [] },
        { name: 'a', needs: ['b'] },
        { name: 'd', needs: [] },
      ]),
    ).toEqual(['b', 'a', 'c', 'd']);
  });

  it('orders every graph without circles', () => {
    // Needs only point backwards, so there is no circle; then the list is turned around.
    const graphs = fc
      .array(fc.array(fc.nat(), { maxLength: 3 }), {
        minLength: 1,
        maxLength: 8,
      })
      .map(needs =>
        needs
          .map((indexes, i) => ({
            name: `c${i}`,
            needs: i === 0 ? [] : [...new Set(indexes.map(n => `c${n % i}`))],
          }))
          .reverse(),
      );
    fc.assert(
      fc.property(graphs, components => {
        const order = componentOrder(components);
        expect([...order].sort()).toEqual(components.map(c => c.name).sort());
        for (const { name, needs } of components) {
          for (const need of needs) {
            expect(order.indexOf(need)).toBeLessThan(order.indexOf(name));
          }
        }
      }),
    );
  });

  it.each([
    [[{ name: 'a', needs: ['b'] }], "needs 'b', which is no component"],
    [
      [
        { name: 'a', needs: ['b'] },
        { name: 'b', needs: ['a'] },
      ],
      "'a', 'b' need each other",
    ],
    [[{ name: 'a', needs: ['a'] }], "'a' need each other"],
    [
      [
        { name: 'a', needs: [] },
        { name: 'a', needs: [] },
      ],
      "'a' stands there twice",
    ],
  ])('refuses %j', (components, message) => {
    expect(() => componentOrder(components)).toThrow(message);
  });
});
