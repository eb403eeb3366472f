import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { FoundObject } from '@cairn/plugin-environments-node';
import type { Knex } from 'knex';
import {
  configMap,
  foundNamespace,
  storedEnvironment,
  TellingEngine,
} from '../__testUtils__/destroyed';
import { MemoryAnchors } from '../__testUtils__/MemoryAnchors';
import { EngineRegistry } from '../engines/EngineRegistry';
import { migrate } from '../store/migrate';
import { createStores } from '../store/Stores';
import { OrphanSearch } from './OrphanSearch';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const first = new Date('2026-02-01T00:00:00.000Z');
const later = new Date('2026-02-01T00:10:00.000Z');
const DESTROYED = '2026-01-05T00:00:00.000Z';

describe.each(databases.eachSupportedId())('orphans on %s', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(id);
    await migrate(knex);
  }, 60_000);

  function searching() {
    const engine = new TellingEngine();
    const engines = new EngineRegistry();
    engines.addEngine(engine);
    const stores = createStores(knex);
    const clusters = new MemoryAnchors();
    const search = new OrphanSearch({
      stores,
      engines,
      clusters,
      logger: mockServices.logger.mock(),
    });
    const { signal } = new AbortController();
    return {
      clusters,
      engine,
      stores,
      pass: (now: Date) => search.pass(now, signal),
      story: async () => {
        const told = [];
        for await (const entry of stores.ledger.entries()) {
          told.push(entry);
        }
        return told;
      },
    };
  }

  const inShop = (environmentId: string, more: object = {}): FoundObject => ({
    ref: configMap('shop', 'left'),
    uid: 'uid-left',
    environmentId,
    component: 'base',
    owned: false,
    ...more,
  });

  it('lists what is left of an environment that is destroyed, makes it ours, and forgets it when it is gone', async () => {
    const { engine, pass, stores, story } = searching();
    const { id: environmentId } = await storedEnvironment(knex, {
      destroyedAt: DESTROYED,
      state: 'Destroyed',
    });
    engine.found = [
      foundNamespace(environmentId, 'env-shop'),
      inShop(environmentId),
    ];
    await pass(first);
    // It may be a moment old only.
    expect(await stores.orphans.list()).toEqual([]);
    await pass(later);
    await pass(later);
    const orphans = await stores.orphans.list();
    expect(orphans).toHaveLength(2);
    expect(orphans).toContainEqual({
      ref: configMap('shop', 'left'),
      uid: 'uid-left',
      environmentId,
      environment: 'shop',
      firstSeenAt: first.toISOString(),
      destroyable: true,
      message: expect.stringContaining(`destroyed at ${DESTROYED}`),
    });
    const owned = await stores.inventory.owned(environmentId);
    expect(owned.map(({ ref }) => ref.name).sort()).toEqual([
      'env-shop',
      'left',
    ]);
    expect(owned[0]).toMatchObject({
      engine: 'fake',
      clusterIdentity: 'cluster-1',
    });
    // Once, however often it is found.
    expect(await story()).toHaveLength(2);
    expect(await stores.ledger.story(environmentId)).toContainEqual(
      expect.objectContaining({
        kind: 'orphan',
        summary: expect.stringContaining(
          'ConfigMap env-shop/left in cluster local is an orphan',
        ),
      }),
    );

    engine.found = [];
    await pass(later);
    expect(await stores.orphans.list()).toEqual([]);
    expect(await stores.inventory.owned(environmentId)).toEqual([]);
  });

  it('lists at once what is older than a run could be', async () => {
    const { engine, pass, stores } = searching();
    const { id: environmentId } = await storedEnvironment(knex, {
      destroyedAt: DESTROYED,
    });
    const createdAt = '2026-01-04T00:00:00Z';
    engine.found = [
      { ...foundNamespace(environmentId, 'env-shop'), createdAt },
    ];
    await pass(first);
    expect(await stores.orphans.list()).toHaveLength(1);
  });

  it.each([
    [
      'an id that this Cairn never had',
      async () => inShop('3b1f0f8e-0000-4000-8000-000000000000'),
      'never had',
    ],
    [
      'something that is no id',
      async () => inShop('x'.repeat(63)),
      'never had',
    ],
    [
      'an environment of ours, in a namespace of somebody else',
      async () => {
        const { id: environmentId } = await storedEnvironment(knex, {
          destroyedAt: DESTROYED,
        });
        return inShop(environmentId, {
          ref: { ...configMap('shop', 'left'), namespace: 'larkfield-cart' },
        });
      },
      'not where Cairn makes anything',
    ],
    [
      'an environment that lives and did not make it',
      async () => {
        const { id: environmentId } = await storedEnvironment(knex, {
          state: 'Ready',
        });
        return {
          ...foundNamespace(environmentId, 'env-shop--copy'),
        };
      },
      'lives and did not make it',
    ],
  ])('never destroys what has the label of %s', async (_, make, message) => {
    const { engine, pass, stores } = searching();
    const object = await make();
    engine.found = [object];
    await pass(first);
    await pass(later);
    expect(await stores.orphans.list()).toMatchObject([
      { destroyable: false, message: expect.stringContaining(message) },
    ]);
    expect(await knex('inventory')).toEqual([]);
  });

  it('never destroys in the namespace of an environment that has the name now', async () => {
    const { engine, pass, stores } = searching();
    const old = await storedEnvironment(knex, { destroyedAt: DESTROYED });
    const now = await storedEnvironment(knex, { state: 'Ready' });
    await stores.destroyedItems.adopt(
      now.id,
      [
        {
          component: 'base',
          engine: 'fake',
          ref: foundNamespace(now.id, 'env-shop').ref,
          uid: 'uid-of-env-shop',
        },
      ],
      first,
    );
    engine.found = [foundNamespace(now.id, 'env-shop'), inShop(old.id)];
    await pass(first);
    await pass(later);
    expect(await stores.orphans.list()).toMatchObject([
      { uid: 'uid-left', environmentId: old.id, destroyable: false },
    ]);
  });

  it('leaves what is owned, what another object owns, and what a run may be making', async () => {
    const { engine, pass, stores } = searching();
    const ready = await storedEnvironment(knex, {
      objects: ['mine'],
      state: 'Ready',
    });
    const busy = await storedEnvironment(knex, { name: 'busy' });
    await knex('runs').insert({
      id: 'run-1',
      environment_id: busy.id,
      digest: 'sha256:1',
      action: 'create',
      state: 'Running',
      message: '',
      started_by: 'user:default/a',
      created_at: DESTROYED,
    });
    await knex('environments')
      .where({ id: busy.id })
      .update({ last_run_id: 'run-1' });
    engine.found = [
      { ...inShop(ready.id), uid: 'uid-mine' },
      { ...inShop(ready.id), uid: 'uid-child', owned: true },
      foundNamespace(busy.id, 'env-busy'),
    ];
    await pass(first);
    await pass(later);
    expect(await knex('orphans')).toEqual([]);
    expect(await stores.orphans.list()).toEqual([]);
  });

  it('keeps what it knew of a kind, or a cluster, that cannot be searched now', async () => {
    const { clusters, engine, pass, stores } = searching();
    engine.found = [inShop('another-cairn')];
    await pass(first);
    await pass(later);
    engine.found = [];
    engine.failed = [{ kind: 'ConfigMap', message: 'gave no answer' }];
    await pass(later);
    expect(await stores.orphans.list()).toHaveLength(1);
    engine.failed = [];
    clusters.away = 'gave no answer';
    await pass(later);
    expect(await stores.orphans.list()).toHaveLength(1);
    clusters.away = undefined;
    await pass(later);
    expect(await stores.orphans.list()).toEqual([]);
  });

  it('is not flooded by who labels thousands of objects', async () => {
    const { engine, pass, stores, story } = searching();
    engine.found = Array.from({ length: 150 }, (_, index) => ({
      ...inShop('nobody'),
      uid: `uid-${index}`,
    }));
    await pass(first);
    await pass(later);
    expect(await stores.orphans.list()).toHaveLength(100);
    expect(await story()).toHaveLength(100);
    await pass(later);
    expect(await stores.orphans.list()).toHaveLength(150);
  }, 60_000);
});
