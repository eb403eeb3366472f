import { deployment, Fixture, kustomization } from './fixture';

jest.setTimeout(120_000);

const object = (apiVersion: string, kind: string, rest: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: hostile }\n${rest}\n`;
const RBAC = 'rbac.authorization.k8s.io';

/** What a repository may try, by the kind that it would make. */
const HOSTILE = {
  ResourceQuota: object(
    'v1',
    'ResourceQuota',
    'spec: { hard: { pods: "5000" } }',
  ),
  LimitRange: object('v1', 'LimitRange', 'spec: { limits: [] }'),
  NetworkPolicy: object(
    'networking.k8s.io/v1',
    'NetworkPolicy',
    'spec: { podSelector: {}, ingress: [{}] }',
  ),
  RoleBinding: object(
    `${RBAC}/v1`,
    'RoleBinding',
    `roleRef: { apiGroup: ${RBAC}, kind: ClusterRole, name: cluster-admin }
subjects: [{ apiGroup: ${RBAC}, kind: Group, name: everyone }]`,
  ),
  Role: object(
    `${RBAC}/v1`,
    'Role',
    'rules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }]',
  ),
  Pod: object(
    'v1',
    'Pod',
    'spec: { containers: [{ name: a, image: registry.example/a:1 }] }',
  ),
  PodTemplate: object('v1', 'PodTemplate', 'template: {}'),
};
/** The same, for what has no namespace. */
const CLUSTER_WIDE = {
  ClusterRoleBinding: object(
    `${RBAC}/v1`,
    'ClusterRoleBinding',
    `roleRef: { apiGroup: ${RBAC}, kind: ClusterRole, name: cluster-admin }
subjects: [{ apiGroup: ${RBAC}, kind: Group, name: everyone }]`,
  ),
  Namespace: object('v1', 'Namespace', ''),
};

describe('hostile repositories on a real Argo CD', () => {
  let fixture: Fixture;

  beforeAll(async () => {
    fixture = await Fixture.start();
    const all = Object.entries({ ...HOSTILE, ...CLUSTER_WIDE });
    fixture.git.commit({
      ...Object.fromEntries(
        all.map(([kind, content]) => [`${kind}/object.yaml`, content]),
      ),
      'elsewhere/deployment.yaml': deployment('registry.example/web:1').replace(
        '{ name: web }\nspec',
        '{ name: web, namespace: default }\nspec',
      ),
      'inside/application.yaml': `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: hostile, namespace: argocd }
spec:
  project: default
  source: { repoURL: "${fixture.git.url}", path: RoleBinding }
  destination: { server: https://kubernetes.default.svc, namespace: default }
`,
      'outside/kustomization.yaml': kustomization('../../../../etc'),
      ...Object.fromEntries(
        [
          'valueFiles: ["../../../../etc/passwd"]',
          'fileParameters: [{ name: a, path: /etc/passwd }]',
        ].flatMap((helm, index) => [
          [
            `override-${index}/Chart.yaml`,
            'apiVersion: v2\nname: web\nversion: 1.0.0\n',
          ],
          [
            `override-${index}/templates/map.yaml`,
            'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { a: {{ .Values.a | quote }} }\n',
          ],
          [`override-${index}/.argocd-source.yaml`, `helm: { ${helm} }\n`],
        ]),
      ),
      'values/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
      'values/templates/map.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { a: {{ .Files.Get "/etc/passwd" | quote }} }\n',
    });
  });
  afterEach(() => fixture.clean());
  afterAll(() => fixture.stop());

  it.each(Object.keys(HOSTILE))('keeps a %s out', async kind => {
    const context = await fixture.environment({ path: kind });
    await expect(fixture.deploy(context)).rejects.toThrow(
      /not permitted in project/,
    );
    const apiVersion =
      /^apiVersion: (.*)$/m.exec(HOSTILE[kind as keyof typeof HOSTILE])?.[1] ??
      '';
    expect(
      await fixture.live(context, apiVersion, kind, 'hostile'),
    ).toBeUndefined();
  });

  it.each(Object.keys(CLUSTER_WIDE))('keeps a %s out', async kind => {
    const context = await fixture.environment({ path: kind });
    await expect(fixture.deploy(context)).rejects.toThrow(
      /not permitted in project/,
    );
    const apiVersion = kind === 'Namespace' ? 'v1' : `${RBAC}/v1`;
    expect(
      await fixture.admin.get({ apiVersion, kind, name: 'hostile' }),
    ).toBeUndefined();
  });

  it('keeps objects in the environment’s namespace', async () => {
    const context = await fixture.environment({ path: 'elsewhere' });
    await expect(fixture.deploy(context)).rejects.toThrow(
      /not permitted in project|do not match any of the allowed destinations/,
    );
    expect(
      await fixture.admin.get({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        namespace: 'default',
        name: 'web',
      }),
    ).toBeUndefined();
  });

  it('keeps applications of applications out', async () => {
    const context = await fixture.environment({ path: 'inside' });
    await expect(fixture.deploy(context)).rejects.toThrow(
      /not permitted in project/,
    );
    expect(
      await fixture.admin.get({
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        namespace: 'argocd',
        name: 'hostile',
      }),
    ).toBeUndefined();
  });

  it.each([0, 1])(
    'reads no file that a repository names beside itself (%d)',
    async index => {
      const context = await fixture.environment({ path: `override-${index}` });
      await expect(fixture.deploy(context)).rejects.toThrow(
        /outside (of )?repo|no such file/,
      );
    },
  );

  it('reads nothing beside the repository', async () => {
    const outside = await fixture.environment({ path: 'outside' });
    await expect(fixture.deploy(outside)).rejects.toThrow(/kustomize/i);
    await fixture.clean();

    const values = await fixture.environment({ path: 'values' });
    await fixture.deploy(values);
    expect(await fixture.live(values, 'v1', 'ConfigMap')).toMatchObject({
      data: { a: '' },
    });
  });
});
