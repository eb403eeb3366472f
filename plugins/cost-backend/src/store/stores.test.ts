import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { hourEntry } from '../__testUtils__/fixtures';
import { DaysStore } from './DaysStore';
import { costOf, HoursStore } from './HoursStore';
import { migrate, rollBack } from './migrate';
import { SourcesStore } from './SourcesStore';

// PostgreSQL: BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING, see CONTRIBUTING.md.
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

jest.setTimeout(120_000);

const TABLES = [
  'cost_attributions',
  'cost_days',
  'cost_gaps',
  'cost_hours',
  'cost_sources',
  'cost_subjects',
  'cost_unpriced',
];
const CART = 'component:default/cart-api';
const all = { from: '2000-01-01', to: '2099-12-31', currency: 'EUR' };

describe.each(databases.eachSupportedId())('stores on %s', id => {
  let knex: Knex;
  let days: DaysStore;
  const add = (...entries: Parameters<HoursStore['add']>[0]) =>
    knex.transaction(transaction => new HoursStore(transaction).add(entries));

  beforeAll(async () => {
    knex = await databases.init(id);
    await migrate(knex);
    days = new DaysStore(knex);
  });

  afterEach(async () => {
    await knex('cost_attributions').delete();
    await knex('cost_sources').delete();
  });

  it('adds parts of an hour up, and prices the whole of it once', async () => {
    // Three thirds of what rounds down alone
    for (let part = 0; part < 3; part++) {
      await add(
        hourEntry('2026-01-31T23:00:00Z', {
          quantity: 1_200_000_000,
          hourlyMicros: 1,
        }),
      );
    }
    await expect(days.ofEntity(CART, all)).resolves.toEqual([
      {
        owner: CART,
        date: '2026-01-31',
        environment: 'shop (local)',
        resource: 'cpu',
        source: 'test',
        sample: false,
        micros: 1,
        until: '2026-02-01T00:00:00Z',
      },
    ]);
  });

  it('keeps the price that an hour began with', async () => {
    const hour = '2026-01-31T23:00:00Z';
    await add(hourEntry(hour, { quantity: 1_800_000_000 }));
    await add(
      hourEntry(hour, { quantity: 1_800_000_000, hourlyMicros: 9_000 }),
    );
    await add(hourEntry('2026-02-01T00:00:00Z', { hourlyMicros: 9_000 }));
    const rows = await days.ofEntity(CART, all);
    expect(rows.map(({ date, micros }) => [date, micros]).sort()).toEqual([
      ['2026-01-31', 1_000],
      ['2026-02-01', 9_000],
    ]);
  });

  it('sums a day the same way however often', async () => {
    await add(
      hourEntry('2026-02-28T22:00:00Z'),
      hourEntry('2026-02-28T23:00:00Z'),
      hourEntry('2026-02-28T23:00:00Z', { name: 'other' }),
    );
    const before = await days.ofEntity(CART, all);
    expect(before).toMatchObject([{ micros: 3_000 }]);
    await knex.transaction(async transaction => {
      const hours = new HoursStore(transaction);
      await hours.rollUp('2026-02-28', ['test']);
      await hours.rollUp('2026-02-28', ['test']);
    });
    await expect(days.ofEntity(CART, all)).resolves.toEqual(before);
  });

  it('leaves the sums of other sources alone', async () => {
    await add(hourEntry('2026-02-28T22:00:00Z'));
    await knex('cost_hours').delete();
    await add(
      hourEntry('2026-02-28T22:00:00Z', { attribution: { source: 'b' } }),
    );
    expect(
      (await days.ofEntity(CART, all)).map(({ source }) => source).sort(),
    ).toEqual(['b', 'test']);
  });

  it('loses nothing: days are the hours, and parts are the whole', async () => {
    const entry = fc.record({
      hour: fc
        .integer({ min: 0, max: 24 * 65 })
        .map(
          hour =>
            `${new Date(Date.UTC(2024, 1, 25) + hour * 3_600_000)
              .toISOString()
              .slice(0, 13)}:00:00Z`,
        ),
      name: fc.constantFrom('a', 'b', 'c'),
      resource: fc.constantFrom<'cpu' | 'memory'>('cpu', 'memory'),
      quantity: fc.nat(4_000_000_000),
      hourlyMicros: fc.nat(100_000),
      attribution: fc.record({
        entityRef: fc.constantFrom(CART, 'component:default/b', undefined),
        environment: fc.constantFrom('x', 'y'),
        groupRef: fc.constantFrom('group:default/a', undefined),
      }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(entry, { maxLength: 12 }), { maxLength: 4 }),
        async batches => {
          await knex('cost_attributions').delete();
          for (const batch of batches) {
            await add(...batch.map(one => hourEntry(one.hour, one)));
          }
          const hours: Array<{
            quantity: number | string;
            hourly_micros: number | string;
            cost_micros: number | string;
          }> = await knex('cost_hours').select('*');
          const whole = hours.reduce(
            (sum, row) => sum + Number(row.cost_micros),
            0,
          );
          // Each hour costs what its quantity costs, rounded once.
          for (const row of hours) {
            expect(Number(row.cost_micros)).toBe(
              costOf(Number(row.quantity), Number(row.hourly_micros)),
            );
          }
          const quantity = batches
            .flat()
            .reduce((sum, one) => sum + one.quantity, 0);
          expect(
            hours.reduce((sum, row) => sum + Number(row.quantity), 0),
          ).toBe(quantity);
          for (const column of [
            'group_ref',
            'entity_ref',
            'environment',
            'resource',
            'class_name',
          ] as const) {
            const parts = await days.byPart(column, all, {
              unattributed: true,
            });
            expect(parts.reduce((sum, { micros }) => sum + micros, 0)).toBe(
              whole,
            );
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('counts only what may be looked at', async () => {
    await add(
      hourEntry('2026-02-28T22:00:00Z'),
      hourEntry('2026-02-28T22:00:00Z', {
        attribution: { entityRef: 'component:default/b' },
      }),
      hourEntry('2026-02-28T22:00:00Z', {
        attribution: { entityRef: undefined, groupRef: undefined },
      }),
    );
    const total = async (visible: Parameters<DaysStore['byPart']>[2]) =>
      (await days.byPart('group_ref', all, visible)).reduce(
        (sum, { micros }) => sum + micros,
        0,
      );
    expect(await total({ unattributed: true })).toBe(3_000);
    expect(await total({ unattributed: false })).toBe(2_000);
    expect(await total({ entityRefs: [CART], unattributed: true })).toBe(2_000);
    expect(await total({ entityRefs: [CART], unattributed: false })).toBe(
      1_000,
    );
    expect(await total({ entityRefs: [], unattributed: false })).toBe(0);
    expect(
      await days.sourcesOf(all, { entityRefs: [CART], unattributed: false }),
    ).toEqual(new Map([['test', '2026-02-28T23:00:00Z']]));
  });

  it('tells of an environment what belongs to it and to what', async () => {
    const inPreview = {
      environment: 'preview',
      environmentRef: 'resource:default/preview',
    };
    await add(
      hourEntry('2026-02-28T22:00:00Z', { attribution: inPreview }),
      hourEntry('2026-02-28T22:00:00Z', {
        attribution: {
          ...inPreview,
          entityRef: 'resource:default/preview',
        },
      }),
      hourEntry('2026-02-28T22:00:00Z'),
    );
    const sums = async (ref: string) => ({
      report: (await days.ofEntity(ref, all)).reduce(
        (sum, { micros }) => sum + micros,
        0,
      ),
      summary: (await days.ofEntities([ref], all)).reduce(
        (sum, { micros }) => sum + micros,
        0,
      ),
    });
    expect(await sums('resource:default/preview')).toEqual({
      report: 2_000,
      summary: 2_000,
    });
    expect(await sums(CART)).toEqual({ report: 2_000, summary: 2_000 });
    expect(
      (await days.claimantsIn(['resource:default/preview'])).sort(),
    ).toEqual([CART, 'resource:default/preview']);
  });

  it('gives an interval to one of those who want it', async () => {
    const sources = new SourcesStore(knex);
    const source = { id: 's', title: 'S', sample: false };
    await sources.declare(source);
    expect(await sources.claim('s', '2026-01-01T00:05:00.000Z')).toBeNull();
    await sources.declare(source);
    expect(await sources.claim('s', '2026-01-01T00:10:00.000Z')).toBe(
      '2026-01-01T00:05:00.000Z',
    );
    expect(
      await sources.claim('s', '2026-01-01T00:10:00.000Z'),
    ).toBeUndefined();
    expect(
      await sources.claim('s', '2026-01-01T00:07:00.000Z'),
    ).toBeUndefined();
    const claims = await Promise.all(
      [1, 2, 3, 4].map(() =>
        knex.transaction(transaction =>
          new SourcesStore(transaction).claim('s', '2026-01-01T00:15:00.000Z'),
        ),
      ),
    );
    expect(claims.filter(claim => claim !== undefined)).toEqual([
      '2026-01-01T00:10:00.000Z',
    ]);
  });

  it('forgets hours before days, and subjects without hours', async () => {
    await add(
      hourEntry('2026-01-01T00:00:00Z'),
      hourEntry('2026-02-20T00:00:00Z', { name: 'new' }),
    );
    const now = new Date('2026-02-28T12:00:00Z');
    const hours = new HoursStore(knex);
    await hours.forget(now, { hoursKept: 30, daysKept: 90 });
    expect(await knex('cost_hours').pluck('hour')).toEqual([
      '2026-02-20T00:00:00Z',
    ]);
    expect(await knex('cost_subjects').pluck('resource_name')).toEqual(['new']);
    expect(await days.ofEntity(CART, all)).toHaveLength(2);
    await hours.forget(now, { hoursKept: 30, daysKept: 30 });
    expect(await days.ofEntity(CART, all)).toHaveLength(1);
  });

  it('can be read in the columns of FOCUS', async () => {
    await add(hourEntry('2024-02-29T23:00:00Z', { quantity: 1_800_000_000 }));
    const [row] = await knex('cost_focus').select('*');
    expect({
      ...row,
      BilledCost: Number(row.BilledCost),
      ConsumedQuantity: Number(row.ConsumedQuantity),
    }).toMatchObject({
      BilledCost: 500,
      BillingCurrency: 'EUR',
      ChargePeriodStart: '2024-02-29T23:00:00Z',
      ChargePeriodEnd: '2024-03-01T00:00:00Z',
      ChargeCategory: 'Usage',
      ServiceCategory: 'Compute',
      RegionId: 'test-1',
      ResourceName: 'web',
      SkuId: 'cpu',
      ConsumedQuantity: 0.5,
      PricingUnit: 'core-hour',
      x_Entity: CART,
    });
  });
});

describe.each(databases.eachSupportedId())('migrations on %s', id => {
  it('go up, down and up again', async () => {
    const knex = await databases.init(id);
    const existing = async () => {
      const found = await Promise.all(
        TABLES.map(table => knex.schema.hasTable(table)),
      );
      return TABLES.filter((_, index) => found[index]);
    };
    await migrate(knex);
    expect(await existing()).toEqual(TABLES);
    await rollBack(knex);
    expect(await existing()).toEqual([]);
    await migrate(knex);
    expect(await existing()).toEqual(TABLES);
  });
});
