import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { entities, hourEntry, priceList } from '../__testUtils__/fixtures';
import { knownEntity } from '../catalog/CatalogIndex';
import { migrate } from '../store/migrate';
import { createStores } from '../store/Stores';
import { larkfield } from './larkfield';
import { sampleHours } from './sampleHours';
import { SampleRows } from './SampleRows';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

jest.setTimeout(60_000);

const all = { from: '2000-01-01', to: '2099-12-31', currency: 'EUR' };
const known = new Map(
  entities.map(knownEntity).map(entity => [entity.ref, entity]),
);
const CART = 'component:default/cart-api';
const SEARCH = 'component:default/search-api';

async function start() {
  const knex = await databases.init('SQLITE_3');
  await migrate(knex);
  const stores = createStores(knex);
  const clock = { now: new Date('2026-03-02T10:20:00Z') };
  const sample = new SampleRows({
    stores,
    catalog: { get: async () => known },
    priceLists: { get: async () => priceList, priceOf: async () => undefined },
    logger: mockServices.logger.mock(),
    hoursKept: 45,
    now: () => clock.now,
  });
  return { stores, clock, sample };
}

describe('SampleRows', () => {
  it('makes up 120 days until now, each hour once, also a few at a time', async () => {
    const one = await start();
    await one.sample.fill();
    await one.sample.fill();
    const other = await start();
    other.clock.now = new Date('2026-03-01T03:00:00Z');
    await other.sample.fill();
    other.clock.now = new Date('2026-03-01T17:00:00Z');
    await other.sample.fill();
    other.clock.now = new Date('2026-03-02T10:59:00Z');
    await other.sample.fill();
    const rows = await one.stores.days.ofEntity(SEARCH, all);
    const dates = [...new Set(rows.map(({ date }) => date))].sort();
    expect(dates).toHaveLength(121);
    expect(dates[0]).toBe('2025-11-02');
    expect(rows.every(row => row.sample && row.micros > 0)).toBe(true);
    expect(
      rows.reduce((max, { until }) => (until > max ? until : max), ''),
    ).toBe('2026-03-02T10:00:00Z');
    const later = (await other.stores.days.ofEntity(SEARCH, all)).filter(
      ({ date }) => date >= '2025-11-02',
    );
    const inOrder = (list: typeof rows) =>
      list.map(row => JSON.stringify(row)).sort();
    expect(inOrder(later)).toEqual(inOrder(rows));
  });

  it('ends where real costs begin, of each entity by itself', async () => {
    const { stores, clock, sample } = await start();
    await sample.fill();
    await stores.hours.add([hourEntry('2026-03-02T10:00:00Z')]);
    clock.now = new Date('2026-03-03T00:00:00Z');
    await sample.fill();
    const newest = async (ref: string) =>
      (await stores.days.ofEntity(ref, all))
        .filter(row => row.sample)
        .reduce((max, { until }) => (until > max ? until : max), '');
    expect(await newest(CART)).toBe('2026-03-02T10:00:00Z');
    expect(await newest(SEARCH)).toBe('2026-03-03T00:00:00Z');
  });

  it('goes without a trace', async () => {
    const { stores, sample } = await start();
    await sample.fill();
    await stores.hours.add([hourEntry('2026-03-02T10:00:00Z')]);
    await sample.remove();
    expect(await stores.days.ofEntity(SEARCH, all)).toEqual([]);
    expect(await stores.days.ofEntity(CART, all)).toHaveLength(1);
    expect((await stores.sources.list()).sources).toEqual([]);
  });
});

describe('sampleHours', () => {
  const day = (date: string) =>
    sampleHours(larkfield, {
      date,
      hours: [12],
      entities: known,
      priceList,
    }).filter(
      ({ subject }) =>
        subject.attribution.entityRef === SEARCH &&
        subject.attribution.environment === 'production' &&
        subject.resource === 'cpu',
    )[0].quantity;
  const dates = Array.from({ length: 120 }, (_, index) =>
    new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10),
  );

  it('is the same whenever it is asked', () => {
    expect(day('2026-02-14')).toBe(day('2026-02-14'));
  });

  it('has one time of trouble in 120 days, and more to do on Saturdays', () => {
    const usual = [...dates].map(day).sort((a, b) => a - b)[60];
    const wrong = dates.filter(date => day(date) > 2 * usual);
    expect(wrong).toHaveLength(3);
    expect(day('2026-01-10')).toBeGreaterThan(1.2 * day('2026-01-12'));
  });

  it('makes up nothing of what the catalog does not have', () => {
    const refs = sampleHours(larkfield, {
      date: '2026-01-01',
      hours: [0],
      entities: known,
      priceList,
    }).map(({ subject }) => subject.attribution.entityRef);
    expect([...new Set(refs)].sort()).toEqual(
      [CART, 'component:default/payments-api', SEARCH, undefined].sort(),
    );
  });
});
