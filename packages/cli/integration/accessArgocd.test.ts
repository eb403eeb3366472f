import {
  application,
  APPLICATIONS,
  clusterClients,
  DRY,
  type Environment,
  environment,
  expectRefused,
  makeNamespaces,
  namespace,
  project,
  PROJECTS,
  RBAC,
  removeNamespaces,
} from './accessFixtures';

const clients = clusterClients();
const { admin, writer } = clients;

/**
 * Admission judges by the API server's watch of namespaces, which tells of a new one some milliseconds after it was made:
 * asks until it is known. The caller asserts what the answer must be.
 */
async function knownToAdmission(env: Environment): Promise<void> {
  const deadline = Date.now() + 10_000;
  let { status } = await ask();
  while (status === 201 && Date.now() < deadline) {
    ({ status } = await ask());
  }

  function ask() {
    return writer.send('POST', `${APPLICATIONS}${DRY}`, application(env));
  }
}

/** Carries out `check` while there is a namespace that is named like an environment's and is nobody's. */
async function withForeignNamespace(
  check: (foreign: Environment) => Promise<void>,
): Promise<void> {
  const foreign = environment('foreign');
  await admin.send(
    'POST',
    '/api/v1/namespaces',
    namespace(foreign, { labels: {} }),
  );
  try {
    await knownToAdmission(foreign);
    await check(foreign);
  } finally {
    await removeNamespaces(clients, foreign);
  }
}

/** Two policies refuse a namespace that is not the environment's; the API server names one of them. */
const NOT_ITS_OWN = /only destination|is not of this environment/;

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
      expectRefused(await create(project(mine, spec)), NOT_ITS_OWN);
    });

    it('lets it have more than one of its own namespaces', async () => {
      const server = 'https://kubernetes.default.svc';
      const destinations = [
        { server, namespace: mine.namespace },
        { name: 'in-cluster', namespace: `${mine.namespace}--data` },
      ];
      expect(await create(project(mine, { destinations }))).toMatchObject({
        status: 201,
      });
      for (const foreign of [
        `${mine.namespace}-data`,
        `${mine.namespace}--*`,
      ]) {
        expectRefused(
          await create(
            project(mine, { destinations: [{ server, namespace: foreign }] }),
          ),
          NOT_ITS_OWN,
        );
      }
    });

    it('lets it deploy to the clusters that the administrator lists', async () => {
      const path =
        '/api/v1/namespaces/cairn-system/configmaps/cairn-argocd-destinations';
      const server = 'https://far.example:6443';
      const far = project(mine, {
        destinations: [{ server, namespace: mine.namespace }],
      });
      expectRefused(await create(far), 'only destination');
      const put = (servers: string) =>
        admin.send(
          'PATCH',
          path,
          { data: { servers } },
          'application/merge-patch+json',
        );
      const own = 'https://kubernetes.default.svc\n';
      await put(`${own}${server}\n`);
      try {
        const deadline = Date.now() + 15_000;
        let answer = await create(far);
        while (answer.status !== 201 && Date.now() < deadline) {
          answer = await create(far);
        }
        expect(answer).toMatchObject({ status: 201 });
      } finally {
        await put(own);
      }
      expect(
        await writer.send(
          'PATCH',
          path,
          { data: { servers: server } },
          'application/merge-patch+json',
        ),
      ).toMatchObject({ status: 422 });
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
        { sourceRepos: [] },
      ]) {
        expect((await create(project(mine, spec))).status).toBe(422);
      }
    });

    it.each(['*', 'h**', '?**', '[h]**', '{http}**', 'http://*.example/**'])(
      'refuses %s as repository',
      async repository => {
        expectRefused(
          await create(project(mine, { sourceRepos: [repository] })),
          'without wildcards',
        );
      },
    );

    it('refuses one of a namespace that is only named like an environment', async () => {
      await withForeignNamespace(async foreign =>
        expectRefused(
          await create(project(foreign)),
          'not of this environment',
        ),
      );
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

    it.each([
      ['what is not in Git', { manifests: ['{}'] }],
      ['another repository', { source: { repoURL: 'http://evil.example/x' } }],
      [
        'other repositories',
        { sources: [{ repoURL: 'http://evil.example/x' }] },
      ],
    ])('refuses a sync of %s', async (_what, sync) => {
      expectRefused(
        await create({ ...application(mine), operation: { sync } }),
        'own repository',
      );
    });

    it('refuses one of a namespace that is only named like an environment', async () => {
      await withForeignNamespace(async foreign =>
        expectRefused(
          await create(application(foreign)),
          'not of this environment',
        ),
      );
    });

    it('keeps its hands off the status, and lets it start a sync beside it', async () => {
      const status = { health: { status: 'Healthy' } };
      expectRefused(
        await create({ ...application(mine), status }),
        "Argo CD's to write",
      );
      const made = application(mine);
      const path = `${APPLICATIONS}/${made.metadata.name}`;
      const patch = (body: object) =>
        writer.send(
          'PATCH',
          `${path}${DRY}`,
          body,
          'application/merge-patch+json',
        );
      await admin.send('POST', APPLICATIONS, {
        ...made,
        status: { health: { status: 'Missing' } },
      });
      try {
        for (const change of [status, null]) {
          expectRefused(await patch({ status: change }), "Argo CD's to write");
        }
        const operation = { sync: { prune: true } };
        expectRefused(await patch({ operation }), 'which step of a run');
        const info = [{ name: 'cairn.dev/step', value: 'one' }];
        expect(
          await patch({ operation: { ...operation, info } }),
        ).toMatchObject({ status: 200 });
      } finally {
        await admin.send('DELETE', path);
      }
    });

    it('leaves an operation of somebody else alone, and may still work beside it', async () => {
      const made = application(mine);
      const path = `${APPLICATIONS}/${made.metadata.name}`;
      const patch = (body: object) =>
        writer.send(
          'PATCH',
          `${path}${DRY}`,
          body,
          'application/merge-patch+json',
        );
      const sync = { manifests: ['{}'] };
      const theirs = { initiatedBy: { username: 'somebody' }, sync };
      // Argo CD takes an operation up at once, and then there is none: it is set anew until the question comes before that.
      const besideTheirs = async (operation: object | null) => {
        const deadline = Date.now() + 30_000;
        for (;;) {
          await admin.send(
            'PATCH',
            path,
            { operation: theirs },
            'application/merge-patch+json',
          );
          const answer = await patch({ operation });
          const isLeft = answer.message.includes("Argo CD's to end");
          if (isLeft || Date.now() > deadline) {
            return answer;
          }
        }
      };
      await admin.send('POST', APPLICATIONS, { ...made, operation: theirs });
      try {
        for (const operation of [
          null,
          { sync: { prune: true } },
          { sync, info: [{ name: 'cairn.dev/step', value: 'one' }] },
        ]) {
          expectRefused(await besideTheirs(operation), "Argo CD's to end");
        }
        const finalizers = ['resources-finalizer.argocd.argoproj.io'];
        expect(await patch({ metadata: { finalizers } })).toMatchObject({
          status: 200,
        });
      } finally {
        await admin.send('DELETE', path);
      }
    });

    it.each([
      [
        'several sources',
        { source: undefined, sources: [{ repoURL: 'http://evil.example/x' }] },
        'one source',
      ],
      [
        'differences that it hides',
        { ignoreDifferences: [{ group: '*', kind: '*', jsonPointers: ['/'] }] },
        'hides no differences but',
      ],
      ['a plugin', { plugin: { name: 'any' } }, 'without plugins'],
      [
        'a program in Jsonnet',
        { directory: { jsonnet: { libs: ['/'] } } },
        'without plugins',
      ],
      ['a chart of somebody else', { chart: 'any' }, 'without plugins'],
      [
        'a folder beside the repository',
        { path: 'a/../..' },
        'without plugins',
      ],
      [
        'a file as parameter',
        { helm: { fileParameters: [{ name: 'a', path: '/etc/passwd' }] } },
        'no files',
      ],
      [
        'values from somewhere',
        { helm: { valueFiles: ['https://evil.example/values.yaml'] } },
        'no files',
      ],
      [
        'credentials that are passed on',
        { helm: { passCredentials: true } },
        'no credentials',
      ],
      [
        'components from somewhere',
        { kustomize: { components: ['https://evil.example/x'] } },
        'no components',
      ],
      [
        'another namespace by Kustomize',
        { kustomize: { namespace: 'kube-system' } },
        'no other namespace',
      ],
    ])('refuses one with %s', async (_what, change, words) => {
      const { source } = application(mine).spec;
      const isSource =
        !('source' in change) && !('ignoreDifferences' in change);
      expectRefused(
        await create(
          application(
            mine,
            isSource ? { source: { ...source, ...change } } : change,
          ),
        ),
        words,
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
