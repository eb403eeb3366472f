import { priceList } from '../__testUtils__/objects';
import { findPrice, parsePriceList } from './priceList';

const { digest: _, ...definition } = priceList;
const withEntry = (change: Record<string, unknown>) => ({
  ...definition,
  entries: [{ ...definition.entries[0], ...change }],
});

describe('parsePriceList', () => {
  it('takes a price list as it is', () => {
    expect(parsePriceList(definition, 'prices.yaml')).toEqual(definition);
  });

  it('takes a price of nothing, which somebody has said', () => {
    expect(
      parsePriceList(withEntry({ hourlyMicros: 0 }), 'prices.yaml').entries,
    ).toHaveLength(1);
  });

  it.each<[string, unknown, string]>([
    [
      'a negative price',
      withEntry({ hourlyMicros: -5 }),
      'entries.0.hourlyMicros: must not be negative',
    ],
    [
      'a missing price',
      withEntry({ hourlyMicros: undefined }),
      'entries.0.hourlyMicros: must be a whole number',
    ],
    [
      'a price that is no number',
      withEntry({ hourlyMicros: NaN }),
      'entries.0.hourlyMicros: must be a whole number',
    ],
    [
      'a price without end',
      withEntry({ hourlyMicros: Infinity }),
      'entries.0.hourlyMicros: must be a whole number',
    ],
    [
      'a price between two micro-units',
      withEntry({ hourlyMicros: 0.5 }),
      'entries.0.hourlyMicros: must be a whole number',
    ],
    [
      'a price in words',
      withEntry({ hourlyMicros: '25000' }),
      'entries.0.hourlyMicros: must be a whole number',
    ],
    [
      'an unknown unit',
      withEntry({ unit: 'core-month' }),
      'entries.0.unit: Invalid option',
    ],
    [
      'the unit of something else',
      withEntry({ unit: 'GiB-hour' }),
      'entries.0.unit: must be core-hour for cpu, not GiB-hour',
    ],
    [
      'an unknown resource',
      withEntry({ resource: 'gpu' }),
      'entries.0.resource: Invalid option',
    ],
    [
      'a storage class of what is no storage',
      withEntry({ storageClass: 'fast' }),
      'entries.0.storageClass: only storage has a storage class, not cpu',
    ],
    [
      'a key that it does not know',
      withEntry({ price: 5 }),
      'entries.0: Unrecognized key: "price"',
    ],
    [
      'a currency that is none',
      { ...definition, currency: 'euro' },
      'currency: must be three capital letters',
    ],
    ['no entries', { ...definition, entries: [] }, 'entries: '],
    [
      'two prices of the same',
      {
        ...definition,
        entries: [
          definition.entries[0],
          { ...definition.entries[0], sku: 'other' },
        ],
      },
      'entries.1: is a second price of what entries.0 prices',
    ],
    [
      'a sku that is there twice',
      {
        ...definition,
        entries: [
          definition.entries[0],
          { ...definition.entries[1], sku: 'cpu' },
        ],
      },
      "entries.1.sku: 'cpu' is the sku of entries.0 as well",
    ],
    ['an empty file', null, 'prices.yaml is not a price list'],
    ['a list', [], 'prices.yaml is not a price list'],
  ])('refuses %s, and says where', (_what, content, message) => {
    expect(() => parsePriceList(content, 'prices.yaml')).toThrow(message);
  });
});

describe('findPrice', () => {
  const [cpu, , storage, fast] = priceList.entries;
  const here = { ...storage, sku: 'here', cluster: 'local', hourlyMicros: 1 };
  const entries = [here, fast, storage, cpu];

  it.each([
    ['cluster before none', { cluster: 'local' }, 'here'],
    ['all clusters', { cluster: 'other' }, 'storage'],
    ['a storage class of its own', { storageClass: 'fast' }, 'storage-fast'],
    [
      'a storage class before a cluster',
      { storageClass: 'fast', cluster: 'local' },
      'storage-fast',
    ],
    ['a storage class without a price', { storageClass: 'slow' }, 'storage'],
  ])('finds that of %s', (_what, wanted, sku) => {
    expect(
      findPrice({ entries }, { resource: 'storage', ...wanted })?.sku,
    ).toBe(sku);
  });

  it('finds none where there is none', () => {
    expect(findPrice({ entries }, { resource: 'memory' })).toBeUndefined();
    expect(
      findPrice({ entries: [here] }, { resource: 'storage', cluster: 'other' }),
    ).toBeUndefined();
  });
});
