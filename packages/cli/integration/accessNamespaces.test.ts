import {
  clusterClients,
  configMap,
  DRY,
  environment,
  expectRefused,
  type Labels,
  makeNamespaces,
  namespace,
  removeNamespaces,
  RESTRICTED,
} from './accessFixtures';

const clients = clusterClients();
const { admin, writer } = clients;

describe('what admission lets the writer do', () => {
  const mine = environment('access');
  const other = environment('other');

  beforeAll(() => makeNamespaces(clients, mine, other));

  afterAll(async () => {
    await removeNamespaces(clients, mine, other);
    await clients.close();
  });

  describe('namespaces', () => {
    const fresh = environment('fresh');
    const create = (body: object) =>
      writer.send('POST', `/api/v1/namespaces${DRY}`, body);

    it('lets it make one of an environment', async () => {
      expect(await create(namespace(fresh))).toMatchObject({ status: 201 });
    });

    it.each(['default-2', 'envx', 'kube-env', 'env-UP', 'env-a'])(
      'refuses one named %s',
      async name => {
        const answer = await create(namespace(fresh, { name }));
        expect(answer.status).toBe(422);
      },
    );

    it('refuses one that is named after another environment', async () => {
      expectRefused(
        await create(namespace(fresh, { name: 'env-someone' })),
        'cairn.dev/environment-name',
      );
    });

    it.each(Object.keys(fresh.labels))('refuses one without %s', async key => {
      const labels: Labels = { ...fresh.labels, ...RESTRICTED };
      delete labels[key];
      expectRefused(
        await create(namespace(fresh, { labels })),
        'A namespace of an environment carries',
      );
    });

    it('refuses one that admits privileged pods', async () => {
      for (const level of ['privileged', undefined]) {
        expectRefused(
          await create(
            namespace(fresh, {
              labels: {
                ...fresh.labels,
                ...(level && { 'pod-security.kubernetes.io/enforce': level }),
              },
            }),
          ),
          'Pod Security',
        );
      }
    });

    it('refuses one that enforces an old version of its level', async () => {
      expectRefused(
        await create(
          namespace(fresh, {
            labels: {
              ...fresh.labels,
              ...RESTRICTED,
              'pod-security.kubernetes.io/enforce-version': 'v1.0',
            },
          }),
        ),
        'latest version',
      );
    });

    it("leaves other people's alone", async () => {
      for (const name of ['default', 'kube-system', 'argocd', 'cairn-system']) {
        const deleted = await writer.send(
          'DELETE',
          `/api/v1/namespaces/${name}${DRY}`,
        );
        expect([403, 422]).toContain(deleted.status);
        const patched = await writer.send(
          'PATCH',
          `/api/v1/namespaces/${name}${DRY}`,
          { metadata: { labels: { ...mine.labels } } },
          'application/merge-patch+json',
        );
        expectRefused(patched, 'Cairn may touch only namespaces named env-');
      }
    });

    it('does not adopt one that is named like an environment', async () => {
      const foreign = environment('foreign');
      await admin.send('POST', '/api/v1/namespaces', {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: foreign.namespace },
      });
      const path = `/api/v1/namespaces/${foreign.namespace}`;
      try {
        expectRefused(
          await writer.send(
            'PATCH',
            `${path}?dryRun=All&fieldManager=cairn&force=true`,
            namespace(foreign),
            'application/apply-patch+yaml',
          ),
          "exists and is not Cairn's",
        );
        expectRefused(
          await writer.send('DELETE', `${path}${DRY}`),
          "exists and is not Cairn's",
        );
        expectRefused(
          await writer.send(
            'POST',
            `/api/v1/namespaces/${foreign.namespace}/configmaps${DRY}`,
            configMap(foreign.labels),
          ),
          'only in namespaces of environments',
        );
      } finally {
        await admin.send('DELETE', path);
      }
    });

    it('does not let one change hands', async () => {
      expectRefused(
        await writer.send(
          'PATCH',
          `/api/v1/namespaces/${mine.namespace}${DRY}`,
          { metadata: { labels: { 'cairn.dev/environment': other.id } } },
          'application/merge-patch+json',
        ),
        'cannot change',
      );
    });
  });
});
