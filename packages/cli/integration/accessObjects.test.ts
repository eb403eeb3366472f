import {
  clusterClients,
  configMap,
  DRY,
  type Environment,
  environment,
  expectForbidden,
  expectRefused,
  makeNamespaces,
  newWorker,
  RBAC,
  removeNamespaces,
  type RunWorker,
} from './accessFixtures';

const clients = clusterClients();
const { admin, writer } = clients;

describe('what admission lets the writer do', () => {
  const mine = environment('access');
  const other = environment('other');

  let worker: RunWorker;

  beforeAll(async () => {
    await makeNamespaces(clients, mine, other);
    worker = await newWorker(clients, mine);
  });

  afterAll(async () => {
    await worker.release();
    await worker.close();
    await removeNamespaces(clients, mine, other);
    await clients.close();
  });

  describe('objects', () => {
    const configMaps = (env: Environment) =>
      `/api/v1/namespaces/${env.namespace}/configmaps`;

    it('lets a run make, change and delete those of its environment', async () => {
      const made = await worker.send(
        'POST',
        configMaps(mine),
        configMap(mine.labels),
      );
      expect(made).toMatchObject({ status: 201 });
      const applied = await worker.send(
        'PATCH',
        `${configMaps(mine)}/settings?fieldManager=cairn`,
        { ...configMap(mine.labels), data: { a: 'b' } },
        'application/apply-patch+yaml',
      );
      expect(applied).toMatchObject({ status: 200 });
      const deleted = await worker.send(
        'DELETE',
        `${configMaps(mine)}/settings`,
      );
      expect(deleted).toMatchObject({ status: 200 });
    });

    it('lets a run keep credentials in its own namespace, and no other Secret and no token of an account', async () => {
      const secret = (name: string, more: object = {}) => ({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name, labels: mine.labels, ...more },
        type: 'Opaque',
      });
      const secrets = `/api/v1/namespaces/${mine.namespace}/secrets${DRY}`;
      const named = secret('cairn-credentials');
      expect(await worker.send('POST', secrets, named)).toMatchObject({
        status: 201,
      });
      expectRefused(
        await worker.send('POST', secrets, secret('other')),
        'is named cairn-credentials',
      );
      expectRefused(
        await worker.send('POST', secrets, {
          ...secret('cairn-credentials', {
            annotations: { 'kubernetes.io/service-account.name': 'default' },
          }),
          type: 'kubernetes.io/service-account-token',
        }),
        'no token of an account',
      );
      expectRefused(
        await worker.send(
          'POST',
          `/api/v1/namespaces/argocd/secrets${DRY}`,
          named,
        ),
        'only in namespaces of environments',
      );
    });

    it('refuses objects anywhere else', async () => {
      for (const name of ['default', 'argocd', 'kube-system', 'cairn-system']) {
        expectRefused(
          await writer.send(
            'POST',
            `/api/v1/namespaces/${name}/configmaps${DRY}`,
            configMap(mine.labels),
          ),
          'only in namespaces of environments',
        );
      }
    });

    it("refuses another environment's label, and none", async () => {
      const path = `${configMaps(mine)}${DRY}`;
      expectRefused(
        await writer.send('POST', path, configMap(other.labels)),
        'belongs to the environment of its namespace',
      );
      expectRefused(
        await writer.send('POST', path, configMap({})),
        'An object of an environment carries',
      );
    });

    it('touches nothing that others put into the namespace', async () => {
      const path = `${configMaps(mine)}/theirs`;
      await admin.send('POST', configMaps(mine), configMap({}, 'theirs'));
      expectRefused(
        await writer.send('DELETE', `${path}${DRY}`),
        'exists and is not of this environment',
      );
      expectRefused(
        await writer.send(
          'PATCH',
          `${path}?dryRun=All&fieldManager=cairn&force=true`,
          configMap(mine.labels, 'theirs'),
          'application/apply-patch+yaml',
        ),
        'exists and is not of this environment',
      );
    });

    it('does not let an object lose or change its labels', async () => {
      await worker.send(
        'POST',
        configMaps(mine),
        configMap(mine.labels, 'kept'),
      );
      for (const labels of [
        { 'cairn.dev/environment': other.id },
        { 'cairn.dev/environment': null },
        { 'app.kubernetes.io/managed-by': 'me' },
        { 'cairn.dev/component': 'another' },
      ]) {
        const answer = await writer.send(
          'PATCH',
          `${configMaps(mine)}/kept${DRY}`,
          { metadata: { labels } },
          'application/merge-patch+json',
        );
        expect(answer.status).toBe(422);
      }
    });

    it('tries out in the stand-in, and leaves nothing there', async () => {
      const path = '/api/v1/namespaces/cairn-stand-in/configmaps';
      expect(
        await writer.send('POST', `${path}${DRY}`, configMap(mine.labels)),
      ).toMatchObject({ status: 201 });
      expectRefused(
        await worker.send('POST', path, configMap(mine.labels)),
        'only in namespaces of environments',
      );
    });

    it('tries a pod out, but makes none', async () => {
      const path = `/api/v1/namespaces/${mine.namespace}/pods`;
      const pod = {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'try', labels: mine.labels },
        spec: {
          securityContext: {
            runAsNonRoot: true,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          containers: [
            {
              name: 'main',
              image: 'registry.larkfield.example/try:1',
              securityContext: {
                allowPrivilegeEscalation: false,
                capabilities: { drop: ['ALL'] },
              },
            },
          ],
        },
      };
      expect(await writer.send('POST', `${path}${DRY}`, pod)).toMatchObject({
        status: 201,
      });
      expectRefused(
        await worker.send('POST', path, pod),
        'Cairn makes no pods itself',
      );
    });

    describe('role bindings', () => {
      const path = `/apis/${RBAC}/v1/namespaces/${mine.namespace}/rolebindings`;
      const binding = (role: string, subject: object) => ({
        apiVersion: `${RBAC}/v1`,
        kind: 'RoleBinding',
        metadata: { name: 'owners', labels: mine.labels },
        roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
        subjects: [subject],
      });
      const group = (name: string) => ({
        apiGroup: RBAC,
        kind: 'Group',
        name,
      });

      it('gives the roles that it may give to the owners', async () => {
        for (const role of ['cairn-env', 'view', 'edit']) {
          expect(
            await writer.send(
              'POST',
              `${path}${DRY}`,
              binding(role, group('larkfield:checkout-team')),
            ),
          ).toMatchObject({ status: 201 });
        }
      });

      it.each(['cluster-admin', 'admin', 'system:node'])(
        'cannot give %s',
        async role => {
          expectForbidden(
            await writer.send(
              'POST',
              `${path}${DRY}`,
              binding(role, group('larkfield:checkout-team')),
            ),
          );
        },
      );

      it('cannot give its own role, though RBAC alone would let it', async () => {
        expectRefused(
          await writer.send(
            'POST',
            `${path}${DRY}`,
            binding('cairn-writer', group('larkfield:checkout-team')),
          ),
          'The roles that Cairn may give',
        );
      });

      it.each([
        group('system:authenticated'),
        group('system:masters'),
        { apiGroup: RBAC, kind: 'User', name: 'system:anonymous' },
        { kind: 'ServiceAccount', name: 'default', namespace: 'kube-system' },
      ])('gives nothing to %j', async subject => {
        expectRefused(
          await writer.send('POST', `${path}${DRY}`, binding('view', subject)),
          'given to people and groups',
        );
      });
    });
  });
});
