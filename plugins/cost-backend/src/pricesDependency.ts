import type { PriceLists } from '@cairn/plugin-cost-node';
import type { PlatformDependency } from '@cairn/plugin-platform-node';

/** The price list as a thing that the platform needs: a broken one is seen on the Platform page, and not only in a log. */
export function pricesDependency(priceLists: PriceLists): PlatformDependency {
  return {
    id: 'price-list',
    title: 'Price list',
    description: 'What CPU, memory, storage and load balancers cost an hour.',
    neededFor: ['Prices of plans', 'Costs'],
    remedy: 'Correct the file; it is read again by itself.',
    async probe() {
      const list = await priceLists.get();
      return list
        ? { state: 'ok', version: list.name }
        : {
            state: 'off',
            reason: 'No price list is configured.',
            action: 'Name a file in cairn.cost.priceList.',
          };
    },
  };
}
