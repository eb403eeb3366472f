import {
  application,
  APPLICATIONS,
  clusterClients,
  DRY,
  environment,
  expectRefused,
  makeNamespaces,
  project,
  PROJECTS,
  RBAC,
  removeNamespaces,
} from './accessFixtures';

const clients = clusterClients();
const { writer } = clients;

describe('what admission lets the writer do', () => {
  const mine = environment('access');
  const other = environment('other');

  beforeAll(() => makeNamespaces(clients, mine, other));

  afterAll(async () => {
    await removeNamespaces(clients, mine, other);
    await clients.close();
  });

  describe('projects of Argo CD', () => {
    const create = (body: object) =>
      writer.send('POST', `${PROJECTS}${DRY}`, body);

    it('lets it make one of an environment', async () => {
      expect(await create(project(mine))).toMatchObject({ status: 201 });
    });

    it.each([
      ['no destination', { destinations: [] }],
      [
        'any namespace',
        {
          destinations: [
            { server: 'https://kubernetes.default.svc', namespace: '*' },
          ],
        },
      ],
      [
        'any environment',
        {
          destinations: [
            { server: 'https://kubernetes.default.svc', namespace: 'env-*' },
          ],
        },
      ],
      [
        'another environment',
        {
          destinations: [
            {
              server: 'https://kubernetes.default.svc',
              namespace: other.namespace,
            },
          ],
        },
      ],
      [
        'one more namespace',
        {
          destinations: [
            {
              server: 'https://kubernetes.default.svc',
              namespace: mine.namespace,
            },
            {
              server: 'https://kubernetes.default.svc',
              namespace: 'kube-system',
            },
          ],
        },
      ],
      [
        'any cluster',
        { destinations: [{ server: '*', namespace: mine.namespace }] },
      ],
      ['no cluster', { destinations: [{ namespace: mine.namespace }] }],
    ])('refuses one with %s as destination', async (_what, spec) => {
      expectRefused(await create(project(mine, spec)), 'only destination');
    });

    it('refuses cluster-wide objects', async () => {
      expectRefused(
        await create(
          project(mine, {
            clusterResourceWhitelist: [{ group: '*', kind: '*' }],
          }),
        ),
        'no cluster-wide objects',
      );
    });

    it.each([
      ['all by leaving it out', undefined],
      ['none', []],
      ['*', [{ group: '*', kind: '*' }]],
      ['a pattern', [{ group: '', kind: 'Resource?uota' }]],
      ['quota', [{ group: '', kind: 'ResourceQuota' }]],
      ['limits', [{ group: '', kind: 'LimitRange' }]],
      [
        'network policies',
        [{ group: 'networking.k8s.io', kind: 'NetworkPolicy' }],
      ],
      ['role bindings', [{ group: RBAC, kind: 'RoleBinding' }]],
      ['roles', [{ group: RBAC, kind: 'Role' }]],
      [
        'applications in applications',
        [{ group: 'argoproj.io', kind: 'Application' }],
      ],
    ])('refuses to allow %s', async (_what, namespaceResourceWhitelist) => {
      expectRefused(
        await create(project(mine, { namespaceResourceWhitelist })),
        'names each kind that it may make',
      );
    });

    it('refuses roles, impersonation, foreign applications and any repository', async () => {
      for (const spec of [
        { roles: [{ name: 'r', policies: ['p, proj:x:r, *, *, *, allow'] }] },
        { sourceNamespaces: ['*'] },
        {
          destinationServiceAccounts: [
            {
              server: '*',
              namespace: '*',
              defaultServiceAccount: 'kube-system:admin',
            },
          ],
        },
        { sourceRepos: ['*'] },
        { sourceRepos: [] },
      ]) {
        expect((await create(project(mine, spec))).status).toBe(422);
      }
    });

    it('refuses other names and labels', async () => {
      for (const metadata of [
        { name: 'default' },
        { name: `cairn-${other.name}` },
        { labels: {} },
      ]) {
        expect((await create(project(mine, {}, metadata))).status).toBe(422);
      }
    });

    it("leaves other people's alone", async () => {
      expectRefused(
        await writer.send(
          'PATCH',
          `${PROJECTS}/default${DRY}`,
          { spec: { description: 'mine' } },
          'application/merge-patch+json',
        ),
        'projects named cairn-',
      );
      expectRefused(
        await writer.send('DELETE', `${PROJECTS}/default${DRY}`),
        'projects named cairn-',
      );
    });
  });

  describe('applications of Argo CD', () => {
    const create = (body: object) =>
      writer.send('POST', `${APPLICATIONS}${DRY}`, body);

    it('lets it make one of an environment', async () => {
      expect(await create(application(mine))).toMatchObject({ status: 201 });
    });

    it.each([
      ['the default project', { project: 'default' }],
      ["another environment's project", { project: `cairn-${other.name}` }],
      [
        'another namespace',
        {
          destination: {
            server: 'https://kubernetes.default.svc',
            namespace: 'kube-system',
          },
        },
      ],
      [
        'another cluster',
        {
          destination: {
            server: 'https://elsewhere.example',
            namespace: mine.namespace,
          },
        },
      ],
      [
        "the namespace's labels",
        {
          syncPolicy: {
            managedNamespaceMetadata: {
              labels: { 'pod-security.kubernetes.io/enforce': 'privileged' },
            },
          },
        },
      ],
      [
        'making namespaces',
        { syncPolicy: { syncOptions: ['CreateNamespace=true'] } },
      ],
    ])('refuses one with %s', async (_what, spec) => {
      expect((await create(application(mine, spec))).status).toBe(422);
    });

    it('refuses a sync of what is not in Git', async () => {
      expectRefused(
        await create({
          ...application(mine),
          operation: { sync: { manifests: ['{}'] } },
        }),
        'what Git holds',
      );
    });

    it("leaves other people's alone", async () => {
      expectRefused(
        await create(application(mine, {}, { name: 'cart-api' })),
        'applications named cairn-',
      );
      expectRefused(
        await create(
          application(mine, {}, { name: `cairn-${other.name}-cart-api` }),
        ),
        'named after cairn.dev/environment-name',
      );
    });
  });
});
