import {
  application,
  APPLICATIONS,
  clusterClients,
  configMap,
  DRY,
  environment,
  expectForbidden,
  expectRefused,
  FENCE,
  highestToken,
  makeNamespaces,
  namespace,
  newWorker,
  project,
  PROJECTS,
  removeNamespaces,
  RunWorker,
} from './accessFixtures';
import { ClusterClient, type ClusterAnswer } from './clusterClient';
import { testPlatform } from './testPlatform';

const clients = clusterClients();
const { admin, writer } = clients;

function accepted({ status, message }: ClusterAnswer): void {
  if (status >= 300) {
    throw new Error(message);
  }
}

describe('of several workers of one environment', () => {
  const mine = environment('fence');
  const other = environment('other');
  const settings = `/api/v1/namespaces/${mine.namespace}/configmaps`;
  let stale: RunWorker;
  let newest: RunWorker;

  beforeAll(async () => {
    await makeNamespaces(clients, mine, other);
    stale = await newWorker(clients, mine);
    for (const [path, object] of [
      [settings, configMap(mine.labels)],
      [PROJECTS, project(mine)],
      [APPLICATIONS, application(mine)],
    ] as const) {
      accepted(await stale.send('POST', path, object));
    }
    newest = await newWorker(clients, mine);
    // From here on admission knows that the other one is stale.
    accepted(
      await newest.send(
        'POST',
        `${settings}${DRY}`,
        configMap(mine.labels, 'x'),
      ),
    );
  });

  afterAll(async () => {
    await newest.release();
    await admin.send('DELETE', `${APPLICATIONS}/cairn-${mine.name}-cart-api`);
    await admin.send('DELETE', `${PROJECTS}/cairn-${mine.name}`);
    await removeNamespaces(clients, mine, other);
    await Promise.all([stale.close(), newest.close(), clients.close()]);
  });

  const apply = (body: { metadata: { name: string } }) =>
    [
      'PATCH',
      `${settings}/${body.metadata.name}?fieldManager=cairn`,
      body,
      'application/apply-patch+yaml',
    ] as const;

  describe('the one that lost the run', () => {
    const refused = 'holds no longer';

    it('creates nothing', async () => {
      expectRefused(
        await stale.sendOnce('POST', settings, configMap(mine.labels, 'late')),
        refused,
      );
    });

    it('changes nothing', async () => {
      expectRefused(
        await stale.sendOnce(...apply(configMap(mine.labels))),
        refused,
      );
    });

    it('deletes nothing', async () => {
      expectRefused(
        await stale.sendOnce('DELETE', `${settings}/settings`),
        refused,
      );
    });

    it('does not touch the namespace', async () => {
      const path = `/api/v1/namespaces/${mine.namespace}`;
      expectRefused(await stale.sendOnce('DELETE', path), refused);
      expectRefused(
        await stale.sendOnce(
          'PATCH',
          `${path}?fieldManager=cairn`,
          namespace(mine),
          'application/apply-patch+yaml',
        ),
        refused,
      );
    });

    it("does not touch Argo CD's project and application", async () => {
      for (const path of [
        `${PROJECTS}/cairn-${mine.name}`,
        `${APPLICATIONS}/cairn-${mine.name}-cart-api`,
      ]) {
        expectRefused(await stale.sendOnce('DELETE', path), refused);
        expectRefused(
          await stale.sendOnce(
            'PATCH',
            path,
            { metadata: { annotations: { a: 'late' } } },
            'application/merge-patch+json',
          ),
          refused,
        );
      }
    });

    it('cannot put its token back, nor take the newer one away', async () => {
      expectRefused(await stale.raise(), 'must be higher than');
      expectRefused(await stale.release(), 'Only the run whose token');
      expectRefused(
        await stale.write({ [mine.id]: stale.token }),
        'must be higher than',
      );
    });

    it('learns of it by trying out, too', async () => {
      expectRefused(
        await stale.sendOnce(
          'POST',
          `${settings}${DRY}`,
          configMap(mine.labels, 'late'),
        ),
        refused,
      );
    });
  });

  it('lets the newest one do all of that', async () => {
    expect(
      await newest.send('POST', settings, configMap(mine.labels, 'new')),
    ).toMatchObject({ status: 201 });
    expect(
      await newest.send(...apply(configMap(mine.labels, 'new'))),
    ).toMatchObject({ status: 200 });
    expect(await newest.send('DELETE', `${settings}/new`)).toMatchObject({
      status: 200,
    });
    expect(
      await newest.send(
        'PATCH',
        `${APPLICATIONS}/cairn-${mine.name}-cart-api`,
        { metadata: { annotations: { a: 'new' } } },
        'application/merge-patch+json',
      ),
    ).toMatchObject({ status: 200 });
  });

  it('lets nobody write without saying which run it is', async () => {
    expectRefused(
      await writer.send('POST', settings, configMap(mine.labels, 'who')),
      'says which run it is of',
    );
  });

  it('lets everybody try out', async () => {
    expect(
      await writer.send(
        'POST',
        `${settings}${DRY}`,
        configMap(mine.labels, 'try'),
      ),
    ).toMatchObject({ status: 201 });
  });

  it('lets a run into no other environment', async () => {
    expectRefused(
      await newest.sendOnce(
        'POST',
        `/api/v1/namespaces/${other.namespace}/configmaps`,
        configMap(other.labels),
      ),
      'may not change one of',
    );
  });

  it('lets a worker touch its own token and nothing else of the ConfigMap', async () => {
    const highest = await highestToken(clients);
    const high = String(highest + 1);
    const next = new RunWorker(mine, highest + 1);
    expectRefused(
      await next.write({ [other.id]: high, highest: high }),
      'of its own environment and of no other',
    );
    expectRefused(
      await next.write({ [mine.id]: high, highest: String(highest) }),
      'the highest that was ever written',
    );
    expectRefused(
      await next.write({ highest: String(highest + 1_000) }),
      'the highest that was ever written',
    );
    expectRefused(await next.write({ highest: null }), 'of no other');
    await next.close();
    expectRefused(
      await writer.send('DELETE', `${FENCE}${DRY}`),
      'may only write tokens',
    );
    expectRefused(
      await writer.send(
        'PATCH',
        `${FENCE}${DRY}`,
        { immutable: true },
        'application/merge-patch+json',
      ),
      'nothing else',
    );
    // With an owner that is not there, or once it is deleted, the cluster would forget the highest token.
    for (const metadata of [
      {
        ownerReferences: [
          { apiVersion: 'v1', kind: 'ConfigMap', name: 'none', uid: mine.id },
        ],
      },
      { finalizers: ['example.com/never'] },
      { labels: { a: 'b' } },
    ]) {
      expectRefused(
        await newest.sendOnce(
          'PATCH',
          `${FENCE}${DRY}`,
          { metadata },
          'application/merge-patch+json',
        ),
        'nothing else',
      );
    }
  });

  it('lets nobody in after the run has ended, not even its last worker', async () => {
    const ended = environment('ended');
    await makeNamespaces(clients, ended);
    const path = `/api/v1/namespaces/${ended.namespace}/configmaps`;
    const worker = await newWorker(clients, ended);
    expect(
      await worker.send('POST', path, configMap(ended.labels)),
    ).toMatchObject({ status: 201 });
    expect(await worker.release()).toMatchObject({ status: 200 });
    const deadline = Date.now() + 15_000;
    let answer = await worker.sendOnce('DELETE', `${path}/settings${DRY}`);
    while (answer.status === 200 && Date.now() < deadline) {
      answer = await worker.sendOnce('DELETE', `${path}/settings${DRY}`);
    }
    expectRefused(
      await worker.sendOnce('DELETE', `${path}/settings`),
      'No run of the environment',
    );
    expectRefused(await worker.raise(), 'must be higher than');
    await worker.close();
    await removeNamespaces(clients, ended);
  });

  it('lets the writer be nobody but itself, and say nothing else of itself', async () => {
    const { kubeconfig } = testPlatform();
    const others: Array<Record<string, string>> = [
      { 'Impersonate-User': 'admin' },
      { 'Impersonate-User': 'system:serviceaccount:cairn-system:cairn-reader' },
      {
        'Impersonate-User': 'system:serviceaccount:cairn-system:cairn-writer',
        'Impersonate-Group': 'system:masters',
      },
      {
        'Impersonate-User': 'system:serviceaccount:cairn-system:cairn-writer',
        'Impersonate-Extra-Scopes': 'all',
      },
    ];
    for (const headers of others) {
      const client = new ClusterClient(kubeconfig.writer, headers);
      expectForbidden(await client.send('GET', '/api/v1/namespaces'));
      await client.close();
    }
  });
});
