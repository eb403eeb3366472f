import {
  mockServices,
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import { firstHourSteps } from '@cairn/plugin-first-hour-common';
import type { Knex } from 'knex';
import { DatabaseProgressStore } from './DatabaseProgressStore';

jest.setTimeout(60_000);

const AMARA = 'user:default/amara.okafor';
const TOMAS = 'user:default/tomas.lindqvist';

describe('DatabaseProgressStore', () => {
  const databases = TestDatabases.create({
    ids: ['SQLITE_3', 'POSTGRES_15'],
  });

  async function createStore(id: TestDatabaseId) {
    const knex: Knex = await databases.init(id);
    const store = await DatabaseProgressStore.create(
      mockServices.database.mock({
        getClient: async () => knex,
        migrations: { skip: false },
      }),
    );
    return { knex, store };
  }

  it.each(databases.eachSupportedId())(
    'has every step undone for somebody it does not know, on %s',
    async id => {
      const { store } = await createStore(id);

      expect(await store.get(AMARA)).toEqual({
        steps: firstHourSteps.map(step => ({ step, doneAt: undefined })),
        dismissedAt: undefined,
      });
    },
  );

  it.each(databases.eachSupportedId())(
    'keeps the first time that a step was done, of that user only, on %s',
    async id => {
      const { store } = await createStore(id);

      await store.markDone(AMARA, 'read-its-docs', '2026-01-01T10:00:00.000Z');
      await store.markDone(AMARA, 'read-its-docs', '2026-01-02T10:00:00.000Z');

      const { steps } = await store.get(AMARA);
      expect(steps).toContainEqual({
        step: 'read-its-docs',
        doneAt: '2026-01-01T10:00:00.000Z',
      });
      expect(steps.filter(({ doneAt }) => doneAt)).toHaveLength(1);
      expect(
        (await store.get(TOMAS)).steps.filter(({ doneAt }) => doneAt),
      ).toHaveLength(0);
    },
  );

  it.each(databases.eachSupportedId())(
    'takes the same step from many at once, on %s',
    async id => {
      const { knex, store } = await createStore(id);

      await Promise.all(
        Array.from({ length: 8 }, (_, second) =>
          store.markDone(
            AMARA,
            'look-at-a-service',
            `2026-01-01T10:00:0${second}.000Z`,
          ),
        ),
      );

      expect(await knex('steps_done').select()).toHaveLength(1);
    },
  );

  it.each(databases.eachSupportedId())(
    'puts the checklist away and takes it out again, on %s',
    async id => {
      const { store } = await createStore(id);

      await store.dismiss(AMARA, '2026-01-01T10:00:00.000Z');
      await store.dismiss(AMARA, '2026-01-02T10:00:00.000Z');
      expect((await store.get(AMARA)).dismissedAt).toBe(
        '2026-01-01T10:00:00.000Z',
      );

      await store.restore(AMARA);
      expect((await store.get(AMARA)).dismissedAt).toBeUndefined();
    },
  );

  it.each(databases.eachSupportedId())(
    'migrates down to nothing, on %s',
    async id => {
      const { knex } = await createStore(id);

      await knex.migrate.rollback(
        { directory: `${__dirname}/../../migrations` },
        true,
      );

      expect(await knex.schema.hasTable('steps_done')).toBe(false);
      expect(await knex.schema.hasTable('dismissals')).toBe(false);
    },
  );
});
