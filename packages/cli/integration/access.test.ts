import { randomUUID } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { ClusterClient, type ClusterAnswer } from './clusterClient';
import { testPlatform } from './testPlatform';

const reviewSchema = z.object({ status: z.object({ allowed: z.boolean() }) });

const platform = testPlatform();
const admin = new ClusterClient(platform.kubeconfig.admin);
const writer = new ClusterClient(platform.kubeconfig.writer);
const reader = new ClusterClient(platform.kubeconfig.reader);

/** An environment as Cairn would label it. */
function environment(prefix: string) {
  const id = randomUUID();
  const name = `${prefix}-${id.slice(0, 8)}`;
  return {
    id,
    name,
    namespace: `env-${name}`,
    labels: {
      'app.kubernetes.io/managed-by': 'cairn',
      'cairn.dev/environment': id,
      'cairn.dev/environment-name': name,
      'cairn.dev/component': 'namespace',
    },
  };
}

type Environment = ReturnType<typeof environment>;
type Labels = Record<string, string>;

const RESTRICTED = { 'pod-security.kubernetes.io/enforce': 'restricted' };

function namespace(
  env: Environment,
  change: { name?: string; labels?: Labels } = {},
) {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: change.name ?? env.namespace,
      labels: change.labels ?? { ...env.labels, ...RESTRICTED },
    },
  };
}

function configMap(labels: Labels, name = 'settings') {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, labels } };
}

function project(env: Environment, spec: object = {}, metadata: object = {}) {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: {
      name: `cairn-${env.name}`,
      namespace: 'argocd',
      labels: env.labels,
      ...metadata,
    },
    spec: {
      sourceRepos: ['http://git.example/larkfield/cart-api.git'],
      destinations: [
        { server: 'https://kubernetes.default.svc', namespace: env.namespace },
      ],
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: [
        { group: 'apps', kind: 'Deployment' },
        { group: '', kind: 'Service' },
      ],
      ...spec,
    },
  };
}

function application(
  env: Environment,
  spec: object = {},
  metadata: object = {},
) {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: `cairn-${env.name}-cart-api`,
      namespace: 'argocd',
      labels: env.labels,
      ...metadata,
    },
    spec: {
      project: `cairn-${env.name}`,
      source: {
        repoURL: 'http://git.example/larkfield/cart-api.git',
        path: 'deploy/base',
      },
      destination: {
        server: 'https://kubernetes.default.svc',
        namespace: env.namespace,
      },
      ...spec,
    },
  };
}

const PROJECTS = '/apis/argoproj.io/v1alpha1/namespaces/argocd/appprojects';
const APPLICATIONS =
  '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications';
const DRY = '?dryRun=All';

/** Refused by an admission policy of ours, with these words. */
function expectRefused(answer: ClusterAnswer, words: string): void {
  expect(answer).toMatchObject({
    status: 422,
    message: expect.stringContaining(words),
  });
  expect(answer.message).toMatch(/ValidatingAdmissionPolicy 'cairn-writer-/);
}

function expectForbidden(answer: ClusterAnswer): void {
  expect(answer).toMatchObject({
    status: 403,
    message: expect.stringContaining('is forbidden'),
  });
  expect(answer.message).not.toContain('ValidatingAdmissionPolicy');
}

async function canI(
  client: ClusterClient,
  verb: string,
  group: string,
  resource: string,
  where: { namespace?: string; name?: string } = {},
): Promise<boolean> {
  const [kind, subresource] = resource.split('/');
  const answer = await client.send(
    'POST',
    '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: {
        resourceAttributes: {
          verb,
          group,
          resource: kind,
          subresource,
          ...where,
        },
      },
    },
  );
  return reviewSchema.parse(answer.body).status.allowed;
}

const RBAC = 'rbac.authorization.k8s.io';

describe('what the accounts of Cairn may do in the cluster', () => {
  const mine = environment('access');
  const other = environment('other');

  beforeAll(async () => {
    for (const each of [mine, other]) {
      const made = await writer.send(
        'POST',
        '/api/v1/namespaces',
        namespace(each),
      );
      expect(made).toMatchObject({ status: 201 });
    }
  });

  afterAll(async () => {
    for (const each of [mine, other]) {
      await admin.send('DELETE', `/api/v1/namespaces/${each.namespace}`);
    }
    await Promise.all([admin, writer, reader].map(client => client.close()));
  });

  describe('by role', () => {
    it.each([
      ['create', '', 'namespaces', {}],
      ['patch', '', 'resourcequotas', {}],
      ['delete', 'networking.k8s.io', 'networkpolicies', {}],
      ['create', RBAC, 'rolebindings', {}],
      ['bind', RBAC, 'clusterroles', { name: 'cairn-env' }],
      ['bind', RBAC, 'clusterroles', { name: 'edit' }],
      ['create', 'argoproj.io', 'applications', { namespace: 'argocd' }],
      ['create', 'argoproj.io', 'appprojects', { namespace: 'argocd' }],
    ])('lets the writer %s %s/%s %j', async (verb, group, resource, where) => {
      expect(await canI(writer, verb, group, resource, where)).toBe(true);
    });

    it.each([
      ['*', '*', '*', {}],
      ['get', '', 'secrets', {}],
      ['list', '', 'secrets', { namespace: 'argocd' }],
      ['create', '', 'secrets', { namespace: mine.namespace }],
      ['deletecollection', '', 'configmaps', { namespace: mine.namespace }],
      ['create', '', 'serviceaccounts/token', { namespace: mine.namespace }],
      ['create', '', 'pods/exec', { namespace: mine.namespace }],
      ['impersonate', '', 'users', {}],
      ['impersonate', '', 'serviceaccounts', {}],
      ['escalate', RBAC, 'clusterroles', {}],
      ['escalate', RBAC, 'roles', {}],
      ['bind', RBAC, 'clusterroles', { name: 'cluster-admin' }],
      ['bind', RBAC, 'clusterroles', { name: 'admin' }],
      ['bind', RBAC, 'clusterroles', {}],
      ['create', RBAC, 'clusterrolebindings', {}],
      ['create', RBAC, 'roles', { namespace: mine.namespace }],
      ['patch', RBAC, 'clusterroles', { name: 'cairn-env' }],
      [
        'patch',
        'admissionregistration.k8s.io',
        'validatingadmissionpolicies',
        {},
      ],
      [
        'delete',
        'admissionregistration.k8s.io',
        'validatingadmissionpolicybindings',
        {},
      ],
      ['update', '', 'namespaces/finalize', {}],
      ['create', 'argoproj.io', 'applications', { namespace: 'default' }],
      ['create', 'argoproj.io', 'applicationsets', { namespace: 'argocd' }],
      ['create', 'apiextensions.k8s.io', 'customresourcedefinitions', {}],
      ['patch', '', 'nodes', {}],
    ])(
      'does not let the writer %s %s/%s %j',
      async (verb, group, resource, where) => {
        expect(await canI(writer, verb, group, resource, where)).toBe(false);
      },
    );

    it.each([
      ['list', '', 'pods'],
      ['watch', 'apps', 'deployments'],
      ['get', '', 'pods/log'],
      ['list', 'argoproj.io', 'applications'],
    ])('lets the reader %s %s/%s', async (verb, group, resource) => {
      expect(await canI(reader, verb, group, resource)).toBe(true);
    });

    it.each([
      ['get', '', 'secrets'],
      ['list', '', 'secrets'],
      ['create', '', 'configmaps'],
      ['patch', 'apps', 'deployments'],
      ['delete', '', 'pods'],
      ['create', '', 'pods/exec'],
      ['get', '', 'nodes/proxy'],
      ['get', '', 'pods/proxy'],
      ['get', '', 'services/proxy'],
      ['create', '', 'serviceaccounts/token'],
      ['impersonate', '', 'users'],
    ])('does not let the reader %s %s/%s', async (verb, group, resource) => {
      expect(await canI(reader, verb, group, resource)).toBe(false);
    });
  });

  it('keeps secrets from both, for real', async () => {
    for (const client of [writer, reader]) {
      expectForbidden(
        await client.send('GET', '/api/v1/namespaces/argocd/secrets'),
      );
    }
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
            `${path}?fieldManager=cairn&force=true`,
            namespace(foreign),
            'application/apply-patch+yaml',
          ),
          "exists and is not Cairn's",
        );
        expectRefused(
          await writer.send('DELETE', path),
          "exists and is not Cairn's",
        );
        expectRefused(
          await writer.send(
            'POST',
            `/api/v1/namespaces/${foreign.namespace}/configmaps`,
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

  describe('objects', () => {
    const configMaps = (env: Environment) =>
      `/api/v1/namespaces/${env.namespace}/configmaps`;

    it('lets it make, change and delete those of the environment', async () => {
      const made = await writer.send(
        'POST',
        configMaps(mine),
        configMap(mine.labels),
      );
      expect(made).toMatchObject({ status: 201 });
      const applied = await writer.send(
        'PATCH',
        `${configMaps(mine)}/settings?fieldManager=cairn`,
        { ...configMap(mine.labels), data: { a: 'b' } },
        'application/apply-patch+yaml',
      );
      expect(applied).toMatchObject({ status: 200 });
      const deleted = await writer.send(
        'DELETE',
        `${configMaps(mine)}/settings`,
      );
      expect(deleted).toMatchObject({ status: 200 });
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
      await writer.send(
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
        await writer.send('POST', path, configMap(mine.labels)),
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
        await writer.send('POST', path, pod),
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

      it.each(['cluster-admin', 'admin', 'cairn-writer', 'system:node'])(
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

  it('signs in with tokens that end, from files of their owner alone', () => {
    for (const file of [
      platform.kubeconfig.writer,
      platform.kubeconfig.reader,
    ]) {
      expect(statSync(file).mode & 0o777).toBe(0o600);
      const token = z
        .object({
          users: z.tuple([z.object({ user: z.object({ token: z.string() }) })]),
        })
        .parse(parse(readFileSync(file, 'utf8'))).users[0].user.token;
      const claims = z
        .object({ iat: z.number(), exp: z.number() })
        .parse(
          JSON.parse(
            Buffer.from(token.split('.')[1] ?? '', 'base64url').toString(),
          ),
        );
      expect((claims.exp - claims.iat) / 86_400).toBeCloseTo(90, 0);
    }
  });
});
