import { TestDatabases } from '@backstage/backend-test-utils';
import type { Reservation } from '../service/IdempotentRequests';
import { IdempotencyStore } from './IdempotencyStore';
import { migrate } from './migrate';

// PostgreSQL: BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING, see CONTRIBUTING.md.
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const SAME = { user: 'user:default/a', key: 'one-key-of-a', request: 'digest' };
const at = (minutes: number) =>
  new Date(Date.parse('2026-01-01T12:00:00.000Z') + minutes * 60_000);

describe.each(databases.eachSupportedId())('answers on %s', id => {
  async function open() {
    const knex = await databases.init(id);
    await migrate(knex);
    const store = new IdempotencyStore(knex);
    return {
      store,
      reserve: async (minutes: number): Promise<Reservation> => {
        const found = await store.begin(SAME, at(minutes));
        if (found.state !== 'new') throw new Error(`It is ${found.state}`);
        return found.reservation;
      },
      end: (reservation: Reservation, body: string) =>
        store.end(reservation, { status: 201, body, needed: [] }),
    };
  }

  it('are kept for the same request, and a refusal is not', async () => {
    const { store, reserve, end } = await open();
    const first = await reserve(0);
    expect(await store.begin(SAME, at(1))).toEqual({ state: 'running' });
    await store.forget(first);
    await end(await reserve(2), 'answer');
    expect(await store.begin(SAME, at(3))).toMatchObject({
      state: 'done',
      status: 201,
      body: 'answer',
    });
    expect(
      await store.begin({ ...SAME, request: 'other digest' }, at(3)),
    ).toEqual({ state: 'other' });
  }, 60_000);

  it('are those of the request that has the key, however late one before it ends', async () => {
    const { store, reserve, end } = await open();
    const slow = await reserve(0);
    const second = await reserve(6);
    await end(slow, 'of the slow one');
    expect(await store.begin(SAME, at(7))).toEqual({ state: 'running' });
    await store.forget(slow);
    expect(await store.begin(SAME, at(7))).toEqual({ state: 'running' });
    await end(second, 'of the second');
    await store.forget(slow);
    await end(slow, 'of the slow one');
    expect(await store.begin(SAME, at(8))).toMatchObject({
      state: 'done',
      body: 'of the second',
    });
  }, 60_000);
});
