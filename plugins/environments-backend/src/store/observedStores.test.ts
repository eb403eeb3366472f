import { randomUUID } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { InventoryItem } from '@cairn/plugin-environments-common';
import type { Knex } from 'knex';
import { migrate } from './migrate';
import { createStores, type Stores } from './Stores';

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
const NOW = '2026-01-01T00:00:00.000Z';
const now = new Date(NOW);

const ref = (name: string, cluster = 'local') => ({
  cluster,
  apiVersion: 'v1',
  kind: 'ConfigMap',
  namespace: 'env-shop',
  name,
});

describe.each(databases.eachSupportedId())('observed stores on %s', id => {
  let knex: Knex;
  let stores: Stores;
  let clock: string | undefined;

  async function environment(name: string): Promise<string> {
    const environmentId = randomUUID();
    await knex('environments').insert({
      id: environmentId,
      name,
      live_name: name,
      title: name,
      owner: 'group:default/checkout-team',
      class_name: 'sandbox',
      class_version: 'sha256:1',
      class_facts: JSON.stringify({
        name: 'sandbox',
        version: 'sha256:1',
        owner: 'group:default/platform-team',
        lifecycle: { production: false },
      }),
      cluster: 'local',
      namespace: `env-${name}`,
      parameters: '{}',
      state: 'Provisioning',
      reason: 'new',
      since: NOW,
      conditions: '[]',
      outputs: '{}',
      created_at: NOW,
      created_by: 'user:default/a',
      last_activity_at: NOW,
    });
    return environmentId;
  }

  const add = async (environmentId: string, name: string, uid: string) => {
    await stores.inventory.add(
      environmentId,
      { component: 'a', engine: 'fake', ref: ref(name), uid },
      now,
    );
    const owned = await stores.inventory.owned(environmentId);
    const item = owned.find(one => one.uid === uid);
    if (!item) {
      throw new Error('not there');
    }
    return item;
  };

  beforeEach(async () => {
    knex = await databases.init(id);
    await migrate(knex);
    clock = undefined;
    stores = createStores(knex, { observedAt: () => clock });
  }, 60_000);

  const stateAt = (observedAt: string) => ({
    state: 'Ready' as const,
    reason: 'fine',
    since: NOW,
    conditions: [],
    observedAt,
  });

  it('read page by page, each once, with what each owns', async () => {
    const ids = await Promise.all(['a', 'b', 'c'].map(environment));
    await add(ids[0], 'x', '1');
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await stores.observed.page(after, 2);
      seen.push(...page.map(one => one.environment.id));
      after = page.length === 2 ? page[1].environment.id : undefined;
    } while (after !== undefined);
    expect(seen).toEqual([...ids].sort());
    const [one] = await stores.observed.byIds([ids[0]]);
    expect(one.items).toMatchObject([
      { uid: '1', isObserved: false, status: 'Unknown' },
    ]);
    expect(one.drift).toBeUndefined();
  });

  it('are right as of the last word of their cluster, without being written', async () => {
    const environmentId = await environment('shop');
    const item = await add(environmentId, 'x', '1');
    clock = '2026-01-05T00:00:00.000Z';
    // Not looked at at all yet, whatever its cluster says.
    expect(
      (await stores.environments.byName('shop'))?.observedAt,
    ).toBeUndefined();
    const [one] = await stores.observed.byIds([environmentId]);
    await stores.observed.write([
      {
        environment: one.environment,
        state: stateAt('2026-01-02T00:00:00.000Z'),
        observations: [
          {
            id: item.id,
            status: 'Ready',
            message: '',
            observedAt: '2026-01-02T00:00:00.000Z',
            links: [],
          },
        ],
      },
    ]);
    const shown = async () => [
      (await stores.environments.byName('shop'))?.observedAt,
      (await stores.environmentLists.page({})).items[0].observedAt,
      (await stores.inventory.observed(environmentId))[0].observedAt,
    ];
    expect(await shown()).toEqual([clock, clock, clock]);
    clock = '2026-01-01T12:00:00.000Z';
    expect(new Set(await shown())).toEqual(
      new Set(['2026-01-02T00:00:00.000Z']),
    );
  });

  it('fill in which cluster an object is in once it was seen there', async () => {
    const environmentId = await environment('shop');
    const item = await add(environmentId, 'x', '1');
    const [one] = await stores.observed.byIds([environmentId]);
    await stores.observed.write([
      {
        environment: one.environment,
        observations: [
          {
            id: item.id,
            status: 'Ready',
            message: '',
            observedAt: NOW,
            links: [],
            clusterIdentity: 'uid-of-kube-system',
          },
        ],
      },
    ]);
    expect(await stores.inventory.owned(environmentId)).toMatchObject([
      { clusterIdentity: 'uid-of-kube-system' },
    ]);
    expect(await knex('environments').first('cluster_identity')).toEqual({
      cluster_identity: 'uid-of-kube-system',
    });
  });

  it('keep what items made as it is now, below them', async () => {
    const environmentId = await environment('shop');
    const parent: InventoryItem = await add(environmentId, 'app', '1');
    const set = (...uids: string[]) =>
      stores.inventory.setChildren(
        environmentId,
        parent,
        uids.map(uid => ({ ref: ref(`child-${uid}`), uid })),
        { mark: 'm1', now },
      );
    await set('2', '3');
    await set('3', '4');
    const owned = await stores.inventory.owned(environmentId);
    expect(owned.map(({ uid, parent: of }) => [uid, of])).toEqual([
      ['1', undefined],
      ['3', parent.id],
      ['4', parent.id],
    ]);
    const [one] = await stores.observed.byIds([environmentId]);
    expect(one.items[0].childrenMark).toBe('m1');
    await set();
    expect(await stores.inventory.owned(environmentId)).toHaveLength(1);
  });

  it('keep what differs, with what each object showed, and give the oldest first', async () => {
    const [first, second] = [await environment('a'), await environment('b')];
    const item = await add(first, 'x', '1');
    expect(await stores.drifts.get(first)).toBeUndefined();
    const set = (message: string, at: string) =>
      stores.drifts.set(
        first,
        {
          resources: [
            {
              component: 'a',
              ref: ref('x'),
              kind: 'changed',
              message,
              fields: [{ path: '/data/a', before: 1, after: { b: null } }],
            },
          ],
          unknown: [],
          accept: { parameters: { a: 1 }, covers: 1, of: 1 },
        },
        {
          summary: { resources: 1, unknown: 0, summary: message },
          marks: new Map([[item.id, 'x~~']]),
          now: new Date(at),
        },
      );
    await set('one', NOW);
    await set('two', '2026-01-03T00:00:00.000Z');
    expect(await stores.drifts.get(first)).toMatchObject({
      observedAt: '2026-01-03T00:00:00.000Z',
      resources: [{ message: 'two', fields: [{ after: { b: null } }] }],
      accept: { parameters: { a: 1 } },
    });
    const [one] = await stores.observed.byIds([first]);
    expect(one).toMatchObject({
      drift: { resources: 1, unknown: 0, summary: 'two' },
      items: [{ mark: 'x~~' }],
    });
    expect(await stores.drifts.oldest(10)).toEqual([second, first]);
    expect(await stores.drifts.oldest(1)).toEqual([second]);
  });
});
