import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { PriceLists, Sampled } from '@cairn/plugin-cost-node';
import { entities, priceList } from '../__testUtils__/fixtures';
import type { EnvironmentInventory } from '@cairn/plugin-environments-common';
import { knownEntity, type KnownEntities } from '../catalog/CatalogIndex';
import { migrate } from '../store/migrate';
import { createStores, type Stores } from '../store/Stores';
import { Collector } from './Collector';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

jest.setTimeout(60_000);

const CART = 'component:default/cart-api';
const signal = new AbortController().signal;
const all = { from: '2000-01-01', to: '2099-12-31', currency: 'EUR' };

const pod = (change: Partial<Sampled> = {}): Sampled => ({
  cluster: 'local',
  namespace: 'shop',
  object: { kind: 'Pod', name: 'cart-1', uid: 'uid-1' },
  labels: { 'backstage.io/kubernetes-id': 'cart-api' },
  resource: 'cpu',
  amount: 1,
  ...change,
});

class Clock {
  time = Date.parse('2026-01-31T22:00:00Z');
  /** Sets the time of day. */
  at(time: string) {
    this.time = Date.parse(`2026-01-31T${time}Z`);
  }
}

async function start() {
  const knex = await databases.init('SQLITE_3');
  await migrate(knex);
  const stores = createStores(knex);
  const clock = new Clock();
  const held = { now: [pod()], trouble: '' };
  const prices: { list: typeof priceList | undefined } = { list: priceList };
  const priceLists: PriceLists = {
    get: async () => prices.list,
    priceOf: async () => undefined,
  };
  const known = new Map(
    entities.map(knownEntity).map(entity => [entity.ref, entity]),
  );
  const context: {
    entities: KnownEntities;
    environments: readonly EnvironmentInventory[] | undefined;
  } = { entities: known, environments: [] };
  const collector = () =>
    new Collector({
      stores,
      sources: [
        {
          id: 'away',
          title: 'A cluster that is away',
          sample: async () => {
            throw new Error('It does not answer');
          },
        },
        {
          id: 'test',
          title: 'A cluster',
          sample: async () => {
            if (held.trouble) {
              throw new Error(held.trouble);
            }
            return held.now;
          },
        },
      ],
      priceLists,
      catalog: { get: async () => context.entities },
      inventory: { get: async () => context.environments },
      logger: mockServices.logger.mock(),
      everyMs: 300_000,
      now: () => new Date(clock.time),
    });
  return { stores, clock, held, prices, context, collector };
}

const micros = async (stores: Stores) =>
  (await stores.days.ofEntity(CART, all)).reduce(
    (sum, row) => sum + row.micros,
    0,
  );

describe('Collector', () => {
  it('counts what is held for the time between two looks, by the second', async () => {
    const { stores, clock, collector } = await start();
    await collector().collect(signal);
    expect(await micros(stores)).toBe(0);
    clock.at('22:05:00');
    await collector().collect(signal);
    // A twelfth of an hour at 1,000 an hour
    expect(await micros(stores)).toBe(83);
    for (let minute = 10; minute <= 55; minute += 5) {
      clock.at(`22:${minute}:00`);
      await collector().collect(signal);
    }
    clock.at('23:00:00');
    await collector().collect(signal);
    expect(await micros(stores)).toBe(1_000);
  });

  it('counts a pod from when it began, and not after it ended', async () => {
    const { stores, clock, held, collector } = await start();
    await collector().collect(signal);
    clock.at('22:05:00');
    held.now = [
      pod(),
      pod({
        object: { kind: 'Pod', name: 'cart-2', uid: 'uid-2' },
        since: '2026-01-31T22:02:30Z',
      }),
    ];
    await collector().collect(signal);
    expect(await micros(stores)).toBe(83 + 42);
    clock.at('22:10:00');
    held.now = [];
    await collector().collect(signal);
    expect(await micros(stores)).toBe(83 + 42);
  });

  it('goes on where it was after a restart, and says what it missed where that is long', async () => {
    const { stores, clock, collector } = await start();
    await collector().collect(signal);
    clock.at('22:12:00');
    await collector().collect(signal);
    expect(await micros(stores)).toBe(200);
    clock.at('23:30:00');
    await collector().collect(signal);
    expect(await micros(stores)).toBe(200);
    clock.at('23:35:00');
    await collector().collect(signal);
    expect(await micros(stores)).toBe(283);
    const { gaps } = await stores.sources.list();
    expect(gaps).toEqual([
      {
        source_id: 'test',
        from_time: '2026-01-31T00:00:00.000Z',
        to_time: '2026-01-31T22:00:00.000Z',
      },
      {
        source_id: 'test',
        from_time: '2026-01-31T22:12:00.000Z',
        to_time: '2026-01-31T23:30:00.000Z',
      },
    ]);
  });

  it('counts once where two look at the same time', async () => {
    const { stores, clock, collector } = await start();
    await collector().collect(signal);
    clock.at('22:06:00');
    await Promise.all([
      collector().collect(signal),
      collector().collect(signal),
    ]);
    expect(await micros(stores)).toBe(100);
  });

  it('says what keeps a source from being counted, until it is', async () => {
    const { stores, held, clock, collector } = await start();
    held.trouble = 'forbidden';
    await collector().collect(signal);
    const troubles = async () =>
      (await stores.sources.list()).sources.map(({ trouble }) => trouble);
    expect(await troubles()).toEqual(['forbidden', 'It does not answer']);
    held.trouble = '';
    clock.at('22:05:00');
    await collector().collect(signal);
    expect(await troubles()).toEqual([null, 'It does not answer']);
  });

  it('counts nothing without prices, and says so', async () => {
    const { stores, prices, collector } = await start();
    prices.list = undefined;
    await collector().collect(signal);
    expect((await stores.sources.list()).sources[0].trouble).toContain(
      'No price list is configured',
    );
  });

  it('waits for those who say whose anything is, and loses nothing by it', async () => {
    const { stores, clock, context, collector } = await start();
    await collector().collect(signal);
    const { entities: known } = context;
    context.entities = new Map();
    clock.at('22:05:00');
    await collector().collect(signal);
    context.entities = known;
    context.environments = undefined;
    clock.at('22:10:00');
    await collector().collect(signal);
    expect(await micros(stores)).toBe(0);
    expect((await stores.sources.list()).sources[0].trouble).toContain(
      'The list of environments is not there yet',
    );
    context.environments = [];
    clock.at('22:12:00');
    await collector().collect(signal);
    expect(await micros(stores)).toBe(200);
  });

  it('shows what has no price, and never as nothing', async () => {
    const { stores, held, clock, prices, collector } = await start();
    await collector().collect(signal);
    prices.list = {
      ...priceList,
      entries: priceList.entries.filter(({ resource }) => resource === 'cpu'),
    };
    held.now = [
      pod({ amount: 0, unpriced: "Container 'web' asks for no cpu" }),
      pod({
        resource: 'memory',
        object: { kind: 'Pod', name: 'cart-2', uid: 'uid-2' },
      }),
      pod({
        amount: -1,
        object: { kind: 'Pod', name: 'cart-3', uid: 'uid-3' },
      }),
      pod({
        amount: NaN,
        object: { kind: 'Pod', name: 'cart-4', uid: 'uid-4' },
      }),
      pod({
        amount: 1e300,
        object: { kind: 'Pod', name: 'cart-5', uid: 'uid-5' },
      }),
    ];
    clock.at('22:05:00');
    await collector().collect(signal);
    clock.at('22:10:00');
    await collector().collect(signal);
    expect(await micros(stores)).toBe(0);
    const unpriced = await stores.days.unpricedOf(CART, '2026-01-31');
    expect(unpriced.map(({ object, reason }) => [object, reason])).toEqual([
      ['Pod shop/cart-1', "Container 'web' asks for no cpu"],
      ['Pod shop/cart-2', 'The price list has no price of memory'],
      ['Pod shop/cart-3', 'It holds -1 of cpu, which cannot be right'],
      ['Pod shop/cart-4', 'It holds NaN of cpu, which cannot be right'],
      ['Pod shop/cart-5', 'It holds 1e+300 of cpu, which cannot be right'],
    ]);
    expect(unpriced[0].seenAt).toBe('2026-01-31T22:10:00.000Z');
  });

  it('splits at the end of a month', async () => {
    const { stores, clock, collector } = await start();
    clock.at('23:57:00');
    await collector().collect(signal);
    clock.time = Date.parse('2026-02-01T00:03:00Z');
    await collector().collect(signal);
    expect(
      (await stores.days.ofEntity(CART, all))
        .map(row => [row.date, row.micros])
        .sort(),
    ).toEqual([
      ['2026-01-31', 50],
      ['2026-02-01', 50],
    ]);
  });
});
