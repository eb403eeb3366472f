import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConfiguredClusters } from '@cairn/plugin-clusters-node';
import type { InventoryItem } from '@cairn/plugin-environments-common';
import { confirmAbsent, findByLabel } from '@cairn/plugin-environments-node';
import type { Knex } from 'knex';
import { storedEnvironment } from '../src/__testUtils__/destroyed';
import { FakeEngine } from '../src/__testUtils__/FakeEngine';
import { EngineRegistry } from '../src/engines/EngineRegistry';
import { ClusterAnchors } from '../src/ledger/ClusterAnchors';
import { LedgerAnchors } from '../src/ledger/LedgerAnchors';
import { LedgerVerifier } from '../src/ledger/LedgerVerifier';
import { OrphanSearch } from '../src/orphans/OrphanSearch';
import { ReceiptIssuer } from '../src/receipts/ReceiptIssuer';
import { migrate } from '../src/store/migrate';
import { createStores } from '../src/store/Stores';
import { testPlatform } from './platform';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const LEDGER = '/api/v1/namespaces/cairn-system/configmaps/cairn-ledger';
const HOLD = 'example.com/hold';

function clustersOf(writer: string): ConfiguredClusters {
  const { kubeconfig } = testPlatform();
  return ConfiguredClusters.fromConfig(
    new ConfigReader({
      cairn: {
        clusters: [
          {
            name: 'local',
            writer: { kubeconfig: writer },
            reader: { kubeconfig: kubeconfig.reader },
          },
        ],
      },
    }),
    { logger: mockServices.logger.mock() },
  );
}

/** Asks a real API server about what is gone and what is left, as the engines do. */
class AskingEngine extends FakeEngine {
  constructor(readonly clusters: ConfiguredClusters) {
    super('fake');
  }

  async confirmAbsent(
    item: InventoryItem,
    options: { signal: AbortSignal } = { signal: AbortSignal.timeout(30_000) },
  ) {
    return confirmAbsent(this.clusters, item, options);
  }

  async find(
    cluster: string,
    options: { environmentId?: string; signal?: AbortSignal },
  ) {
    return findByLabel(
      this.clusters,
      cluster,
      [
        { apiVersion: 'v1', kind: 'Namespace' },
        { apiVersion: 'v1', kind: 'ConfigMap' },
        { apiVersion: 'widgets.example/v1', kind: 'Widget' },
      ],
      { signal: AbortSignal.timeout(30_000), ...options },
    );
  }
}

describe('what is proven by a real API server', () => {
  const name = `gone-${randomUUID().slice(0, 8)}`;
  const namespace = `env-${name}`;
  const { kubeconfig } = testPlatform();
  const clusters = clustersOf(kubeconfig.writer);
  const adminClusters = clustersOf(kubeconfig.admin);
  const admin = adminClusters.get('local').writer;
  const { signal } = new AbortController();
  let knex: Knex;
  let environmentId: string;
  let run: Awaited<ReturnType<typeof storedEnvironment>>['run'];
  let identity: string;

  const stores = () => createStores(knex);
  const engines = (using = clusters) => {
    const registry = new EngineRegistry();
    registry.addEngine(new AskingEngine(using));
    return registry;
  };
  const issue = (using = clusters) =>
    new ReceiptIssuer({
      stores: stores(),
      engines: engines(using),
      waitMs: 0,
    }).issue({ ...run, id: randomUUID() }, { signal });

  async function send(
    method: 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: Parameters<typeof admin.request>[0]['body'],
  ): Promise<void> {
    const answer = await admin.request({
      method,
      path,
      ...(body && { body }),
      ...(method === 'PATCH' && {
        contentType: 'application/merge-patch+json',
      }),
    });
    if (answer.status >= 300) {
      throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    }
  }

  const configMaps = (of: string) => `/api/v1/namespaces/${of}/configmaps`;
  const labels = () => ({
    'app.kubernetes.io/managed-by': 'cairn',
    'cairn.dev/environment': environmentId,
    'cairn.dev/environment-name': name,
    'cairn.dev/component': 'base',
  });
  const ref = (object: string, of = namespace) => ({
    cluster: 'local',
    apiVersion: 'v1',
    kind: 'ConfigMap',
    namespace: of,
    name: object,
  });

  /** Makes an object, and has the environment own it. */
  async function own(
    object: string,
    metadata: { finalizers?: string[] } = {},
  ): Promise<void> {
    await send('POST', configMaps(namespace), {
      metadata: { name: object, labels: labels(), ...metadata },
    });
    const live = await admin.get(ref(object));
    await adopt({ ref: ref(object), uid: live?.metadata.uid ?? '' });
  }

  function adopt(
    item: Pick<InventoryItem, 'ref' | 'uid'> & { clusterIdentity?: string },
  ): Promise<void> {
    return stores().destroyedItems.adopt(
      environmentId,
      [
        {
          component: 'base',
          engine: 'fake',
          clusterIdentity: identity,
          ...item,
        },
      ],
      new Date(),
    );
  }

  beforeAll(async () => {
    identity = await admin.identity();
  });

  afterAll(async () => {
    await clusters.close();
    await adminClusters.close();
  });

  beforeEach(async () => {
    knex = await databases.init('SQLITE_3');
    await migrate(knex);
    ({ id: environmentId, run } = await storedEnvironment(knex, { name }));
  });

  describe('in a namespace of the environment', () => {
    beforeAll(() =>
      send('POST', '/api/v1/namespaces', { metadata: { name: namespace } }),
    );

    afterEach(async () => {
      for (const each of await admin.list({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        namespace,
      })) {
        const path = `${configMaps(namespace)}/${each.metadata.name}`;
        await send('PATCH', path, { metadata: { finalizers: null } });
        await admin.request({ method: 'DELETE', path });
      }
    });

    afterAll(() => send('DELETE', `/api/v1/namespaces/${namespace}`));

    it('what is deleted is absent, and so is what somebody made anew with its name', async () => {
      await own('a');
      await own('b');
      for (const object of ['a', 'b']) {
        await send('DELETE', `${configMaps(namespace)}/${object}`);
      }
      await send('POST', configMaps(namespace), { metadata: { name: 'b' } });
      const receipt = await issue();
      expect(receipt).toMatchObject({
        complete: true,
        items: [{ state: 'absent' }, { state: 'absent' }],
        // Widgets are not known to this cluster, so it has none.
        search: { kinds: 2, failed: [{ kind: 'Widget' }] },
      });
    });

    it('what a finalizer holds is there, and the receipt names the finalizer', async () => {
      await own('held', { finalizers: [HOLD] });
      await send('DELETE', `${configMaps(namespace)}/held`);
      const receipt = await issue();
      expect(receipt).toMatchObject({
        complete: false,
        items: [{ state: 'present', message: expect.stringContaining(HOLD) }],
      });
    });

    it('what is of a kind that is not served any more is not known to be gone', async () => {
      await adopt({
        ref: {
          ...ref('a'),
          apiVersion: 'widgets.example/v1',
          kind: 'Widget',
        },
        uid: randomUUID(),
      });
      expect(await issue()).toMatchObject({
        complete: false,
        items: [
          {
            state: 'unknown',
            message: expect.stringContaining('does not serve the kind Widget'),
          },
        ],
      });
    });

    it('what was in another cluster under the same address is not known to be gone', async () => {
      await adopt({
        ref: ref('never-there'),
        uid: randomUUID(),
        clusterIdentity: randomUUID(),
      });
      expect(await issue()).toMatchObject({
        complete: false,
        items: [{ state: 'unknown', message: expect.any(String) }],
      });
    });

    it('a label that somebody copied to another namespace is no leftover, and never Cairn’s to destroy', async () => {
      const path = configMaps('default');
      await send('POST', path, { metadata: { name, labels: labels() } });
      try {
        expect(await issue()).toMatchObject({ complete: true, leftovers: [] });
        await knex('environments').update({
          live_name: null,
          destroyed_at: '2026-01-01T00:00:00.000Z',
        });
        await new OrphanSearch({
          stores: stores(),
          engines: engines(),
          clusters,
          logger: mockServices.logger.mock(),
          graceMs: 0,
        }).pass(new Date(), signal);
        const orphans = await stores().orphans.list();
        expect(
          orphans.filter(orphan => orphan.environmentId === environmentId),
        ).toMatchObject([
          {
            ref: { namespace: 'default', name },
            environment: name,
            destroyable: false,
          },
        ]);
        expect(await stores().inventory.owned(environmentId)).toEqual([]);
      } finally {
        await send('DELETE', `${path}/${name}`);
      }
    });
  });

  it('a namespace that is left is found by its label and owned from then on', async () => {
    const left = `${namespace}--left`;
    await send('POST', '/api/v1/namespaces', {
      metadata: { name: left, labels: labels() },
    });
    try {
      expect(await issue()).toMatchObject({
        complete: false,
        leftovers: [{ ref: { kind: 'Namespace', name: left } }],
      });
      const owned = await stores().inventory.owned(environmentId);
      expect(owned.map(item => item.ref.name)).toEqual([left]);
    } finally {
      await send('DELETE', `/api/v1/namespaces/${left}`);
    }
  });

  it('a cluster that does not answer proves nothing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'receipts-'));
    const sockets: Socket[] = [];
    // Takes every connection and says nothing.
    const silent = createServer(socket => sockets.push(socket));
    await new Promise<void>(done => silent.listen(0, '127.0.0.1', done));
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const file = join(folder, 'config');
    await writeFile(
      file,
      JSON.stringify({
        'current-context': 'x',
        contexts: [{ name: 'x', context: { cluster: 'x', user: 'x' } }],
        clusters: [
          { name: 'x', cluster: { server: `http://127.0.0.1:${port}` } },
        ],
        users: [{ name: 'x', user: { token: 'x' } }],
      }),
    );
    const away = clustersOf(file);
    await adopt({ ref: ref('a'), uid: randomUUID() });
    const slow = await confirmAbsent(
      away,
      { ref: ref('a'), uid: 'u' },
      { signal: AbortSignal.timeout(500) },
    );
    expect(slow).toMatchObject({ state: 'unknown' });
    silent.close();
    sockets.forEach(socket => socket.destroy());
    expect(await issue(away)).toMatchObject({
      complete: false,
      items: [{ state: 'unknown', message: expect.any(String) }],
      search: { kinds: 0 },
    });
    await away.close();
    await rm(folder, { recursive: true });
  });

  it('holds the head of the ledger, which shows what is cut off later', async () => {
    const { ledger, ledgerAnchors, receipts } = stores();
    const anchors = new LedgerAnchors({
      ledger,
      anchors: ledgerAnchors,
      clusters: new ClusterAnchors(clusters),
      logger: mockServices.logger.mock(),
    });
    const verifier = new LedgerVerifier({ ledger, receipts, anchors });
    await ledger.append(
      ['one', 'two'].map(summary => ({
        kind: 'effect' as const,
        actor: 'system:test',
        summary,
      })),
      new Date(),
    );
    const { installation } = await ledger.head();
    try {
      await anchors.write();
      const found = await verifier.verify(new Date());
      expect(found.broken).toBeUndefined();
      expect(found.anchors).toContainEqual(
        expect.objectContaining({
          place: 'ConfigMap cairn-system/cairn-ledger in local',
          sequence: 2,
          holds: true,
        }),
      );
      await send('PATCH', LEDGER, {
        data: { [installation]: `3 ${'a'.repeat(64)} 2026-01-01T00:00:00Z` },
      });
      const edited = await verifier.verify(new Date());
      expect(edited.ok).toBe(false);
      expect(edited.anchors).toContainEqual(
        expect.objectContaining({
          place: 'ConfigMap cairn-system/cairn-ledger in local',
          sequence: 3,
          holds: false,
        }),
      );
    } finally {
      await send('PATCH', LEDGER, { data: { [installation]: null } });
    }
  });
});
