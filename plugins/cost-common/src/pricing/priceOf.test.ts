import {
  container,
  deployment,
  objectOf,
  priceList,
  quota,
  wholeQuota,
} from '../__testUtils__/objects';
import { priceOf } from './priceOf';

const price = (...objects: Array<Record<string, unknown>>) =>
  priceOf(
    objects.map(object => ({ object })),
    priceList,
  );
const million = 1_000_000;
const small = container({ cpu: '1', memory: '1Gi' });
/** A core and a GiB for 730 hours. */
const smallMicros = 730 * 12 * million;

describe('priceOf', () => {
  it('takes a list however long it is', () => {
    const items = Array.from({ length: 200_000 }, () => ({}));
    expect(price({ apiVersion: 'v1', kind: 'List', items })).toMatchObject({
      monthlyMicros: 0,
      complete: false,
      unpriced: { length: items.length },
    });
  });

  it('multiplies copies, requests, prices and the hours of a month', () => {
    expect(price(deployment(3, { containers: [small] }))).toEqual({
      currency: 'EUR',
      monthlyMicros: 3 * smallMicros,
      lines: [
        {
          object: {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            namespace: 'shop',
            name: 'deployment',
          },
          resource: 'cpu',
          quantity: 3,
          unit: 'core',
          copies: 3,
          monthlyMicros: 3 * 730 * 10 * million,
          sku: 'cpu',
        },
        {
          object: {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            namespace: 'shop',
            name: 'deployment',
          },
          resource: 'memory',
          quantity: 3,
          unit: 'GiB',
          copies: 3,
          monthlyMicros: 3 * 730 * 2 * million,
          sku: 'memory',
        },
      ],
      unpriced: [],
      complete: true,
      priceList: { name: 'test', digest: 'sha256:0' },
    });
  });

  it.each<[string, Record<string, unknown>, number]>([
    ['a pod', objectOf('v1', 'Pod', { containers: [small] }), smallMicros],
    [
      'a deployment that does not say how many',
      deployment(undefined, { containers: [small] }),
      smallMicros,
    ],
    ['a deployment of none', deployment(0, { containers: [container()] }), 0],
    [
      'a stateful set with a claim for each copy',
      objectOf('apps/v1', 'StatefulSet', {
        replicas: 2,
        template: { spec: { containers: [small] } },
        volumeClaimTemplates: [
          { spec: { resources: { requests: { storage: '5Gi' } } } },
          { spec: { resources: { requests: { storage: '5Gi' } } } },
        ],
      }),
      2 * smallMicros + (2 * 10 * 730 * million) / 10,
    ],
    [
      'a claim of a storage class',
      objectOf('v1', 'PersistentVolumeClaim', {
        storageClassName: 'fast',
        resources: { requests: { storage: '512Mi' } },
      }),
      365 * million,
    ],
    [
      'a load balancer',
      objectOf('v1', 'Service', { type: 'LoadBalancer' }),
      5 * 730 * million,
    ],
    ['a service inside', objectOf('v1', 'Service', { type: 'ClusterIP' }), 0],
    ['a service that says nothing', objectOf('v1', 'Service'), 0],
    ['a namespace', objectOf('v1', 'Namespace'), 0],
    ['a role', objectOf('rbac.authorization.k8s.io/v1', 'ClusterRole'), 0],
    ['a configuration', objectOf('v1', 'ConfigMap'), 0],
    ['a network policy', objectOf('networking.k8s.io/v1', 'NetworkPolicy'), 0],
    [
      'what is in a list',
      {
        apiVersion: 'v1',
        kind: 'List',
        items: [deployment(2, { containers: [small] })],
      },
      2 * smallMicros,
    ],
    [
      'a volume that lives as long as its pod',
      deployment(2, {
        containers: [small],
        volumes: [
          {
            name: 'scratch',
            ephemeral: {
              volumeClaimTemplate: {
                spec: { resources: { requests: { storage: '1Gi' } } },
              },
            },
          },
        ],
      }),
      2 * smallMicros + (2 * 730 * million) / 10,
    ],
  ])('prices %s', (_what, object, micros) => {
    const found = price(object);
    expect(found.monthlyMicros).toBe(micros);
    expect(found.complete).toBe(true);
    expect(found.lines.every(line => line.monthlyMicros > 0)).toBe(true);
  });

  it.each<[string, Record<string, unknown>, string]>([
    [
      'a pod without requests',
      deployment(1, { containers: [container()] }),
      "Container 'web' asks for no cpu",
    ],
    [
      'a job',
      objectOf('batch/v1', 'Job', {
        template: { spec: { containers: [small] } },
      }),
      'A job runs until it is done',
    ],
    [
      'a job by the clock',
      objectOf('batch/v1', 'CronJob'),
      'How long each of its jobs runs is not known',
    ],
    [
      'a pod on each node',
      objectOf('apps/v1', 'DaemonSet'),
      'It runs on each node',
    ],
    [
      'an application of Argo CD',
      objectOf('argoproj.io/v1alpha1', 'Application', {
        project: 'x',
        source: { repoURL: 'https://git.example/shop', path: 'deploy' },
      }),
      'Argo CD deploys what it finds in deploy of https://git.example/shop',
    ],
    [
      'a kind of somebody else, also where it describes pods',
      objectOf('example.org/v1', 'Rollout', {
        template: { spec: { containers: [small] } },
      }),
      'What a Rollout (example.org/v1) holds is not known',
    ],
    [
      'a claim without a size',
      objectOf('v1', 'PersistentVolumeClaim'),
      'does not say how much storage',
    ],
    [
      'fewer than no copies',
      deployment(-1, { containers: [small] }),
      'It cannot be read: spec: replicas',
    ],
    [
      'a workload without pods',
      objectOf('apps/v1', 'Deployment', {}),
      'It cannot be read: spec: template',
    ],
    [
      'a graphics card',
      deployment(1, {
        containers: [
          container({ cpu: '1', memory: '1', 'nvidia.com/gpu': '1' }),
        ],
      }),
      'It asks for nvidia.com/gpu, and that has no price',
    ],
    [
      'more than anybody has',
      deployment(1_000_000, {
        containers: [container({ cpu: '1E', memory: '1' })],
      }),
      'more cpu than is believed to be meant',
    ],
    [
      'something that is no object',
      { hello: 'world' },
      'not a Kubernetes object',
    ],
  ])('does not price %s, and says why', (_what, object, reason) => {
    const found = price(object);
    expect(found.complete).toBe(false);
    expect(found.unpriced.map(one => one.reason).join('\n')).toContain(reason);
    expect(found.lines.every(line => line.monthlyMicros > 0)).toBe(true);
  });

  it('says what the list has no price of', () => {
    const found = priceOf(
      [{ object: deployment(1, { containers: [small] }) }],
      {
        ...priceList,
        entries: priceList.entries.filter(
          ({ resource }) => resource !== 'memory',
        ),
      },
    );
    expect(found.monthlyMicros).toBe(730 * 10 * million);
    expect(found.unpriced[0].reason).toBe(
      "The price list 'test' has no price of memory",
    );
  });

  it('gives containers that ask for nothing what the LimitRange of their own namespace gives', () => {
    const range = objectOf('v1', 'LimitRange', {
      limits: [
        {
          type: 'Container',
          default: { cpu: '1', memory: '2Gi' },
          defaultRequest: { memory: '1Gi' },
        },
      ],
    });
    expect(
      price(range, deployment(1, { containers: [container()] })),
    ).toMatchObject({ monthlyMicros: smallMicros, complete: true });
    expect(
      price(
        { ...range, metadata: { name: 'other', namespace: 'other' } },
        deployment(1, { containers: [container()] }),
      ).complete,
    ).toBe(false);
  });

  it('counts the copies that an autoscaler keeps at least, and says what it may add', () => {
    const scaler = (least: number, most: number) =>
      objectOf('autoscaling/v2', 'HorizontalPodAutoscaler', {
        minReplicas: least,
        maxReplicas: most,
        scaleTargetRef: { kind: 'Deployment', name: 'deployment' },
      });
    const target = deployment(undefined, { containers: [small] });
    expect(price(scaler(2, 2), target)).toMatchObject({
      monthlyMicros: 2 * smallMicros,
      complete: true,
    });
    const found = price(scaler(2, 5), target);
    expect(found.monthlyMicros).toBe(2 * smallMicros);
    expect(found.unpriced[0].reason).toContain('up to 5 copies');
  });

  it('keeps the component, and the prices of the cluster', () => {
    const [cpu] = priceList.entries;
    const found = priceOf(
      [
        {
          object: deployment(1, {
            containers: [container({ cpu: '1', memory: '0' })],
          }),
          component: 'web',
          cluster: 'far',
        },
      ],
      {
        ...priceList,
        entries: [
          cpu,
          { ...cpu, sku: 'far-cpu', cluster: 'far', hourlyMicros: 1 },
        ],
      },
    );
    expect(found.lines).toEqual([
      expect.objectContaining({
        component: 'web',
        sku: 'far-cpu',
        monthlyMicros: 730,
      }),
    ]);
  });
});

describe('the ceiling', () => {
  /** One core, one GiB, ten GiB of the dearest storage. */
  const ceiling = 730 * (10 + 2 + 10) * million;

  it('is what the quota would cost if it were used up', () => {
    expect(price(wholeQuota)).toMatchObject({
      monthlyMicros: 0,
      complete: true,
      ceilingMonthlyMicros: ceiling,
    });
  });

  it('is the least of several quotas, and takes limits for requests', () => {
    expect(
      price(wholeQuota, quota({ 'limits.cpu': '500m' }, {}))
        .ceilingMonthlyMicros,
    ).toBe(ceiling - 365 * 10 * million);
  });

  it.each<[string, Array<Record<string, unknown>>]>([
    ['where there is no quota', [objectOf('v1', 'Namespace')]],
    ['where something is not bounded', [quota({ 'requests.cpu': '1' })]],
    [
      'where the quota is of some pods only',
      [
        quota(
          {
            cpu: '1',
            memory: '1',
            'requests.storage': '1',
            'services.loadbalancers': '0',
          },
          { scopes: ['BestEffort'] },
        ),
      ],
    ],
    [
      'where something unknown is in another namespace',
      [
        wholeQuota,
        deployment(1, { containers: [container()] }, { namespace: 'other' }),
      ],
    ],
    [
      'where a quota does not bound what is unknown',
      [wholeQuota, objectOf('example.org/v1', 'Database')],
    ],
    ['where something is no object', [wholeQuota, { hello: 'world' }]],
  ])('is not known %s', (_what, objects) => {
    expect(price(...objects)).not.toHaveProperty('ceilingMonthlyMicros');
  });

  it('bounds what is unknown in its namespace, and adds what is known elsewhere', () => {
    expect(
      price(
        wholeQuota,
        deployment(1, { containers: [container()] }),
        deployment(1, { containers: [small] }, { namespace: 'other' }),
      ),
    ).toMatchObject({
      complete: false,
      ceilingMonthlyMicros: ceiling + smallMicros,
    });
  });

  it('is not below what is there already', () => {
    const found = price(wholeQuota, deployment(9, { containers: [small] }));
    expect(found.ceilingMonthlyMicros).toBe(found.monthlyMicros);
  });

  const application = objectOf(
    'argoproj.io/v1alpha1',
    'Application',
    { project: 'shop', source: { repoURL: 'https://git.example/shop' } },
    { namespace: 'argocd' },
  );
  const project = (
    destinations: Array<Record<string, string>>,
  ): Record<string, unknown> =>
    objectOf(
      'argoproj.io/v1alpha1',
      'AppProject',
      { destinations },
      { namespace: 'argocd', name: 'shop' },
    );
  const here = 'https://kubernetes.default.svc';

  it('bounds what Argo CD deploys where its project keeps it inside', () => {
    expect(
      price(
        wholeQuota,
        application,
        project([{ server: here, namespace: 'shop' }]),
      ),
    ).toMatchObject({
      monthlyMicros: 0,
      complete: false,
      ceilingMonthlyMicros: ceiling,
    });
  });

  it.each<[string, Array<Record<string, unknown>>]>([
    ['has no project here', []],
    [
      'may deploy elsewhere too',
      [
        project([
          { server: here, namespace: 'shop' },
          { server: here, namespace: '*' },
        ]),
      ],
    ],
    [
      'deploys to another cluster',
      [project([{ server: 'https://far.example', namespace: 'shop' }])],
    ],
  ])('does not bound an application that %s', (_what, projects) => {
    expect(price(wholeQuota, application, ...projects)).not.toHaveProperty(
      'ceilingMonthlyMicros',
    );
  });
});
