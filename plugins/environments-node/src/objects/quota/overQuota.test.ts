import fc from 'fast-check';
import { overQuota } from './overQuota';

const quota = (hard: object, used?: object) => ({
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { name: 'q' },
  spec: { hard },
  ...(used && { status: { used } }),
});

const deployment = (replicas: number, resources: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  spec: {
    replicas,
    template: { spec: { containers: [{ resources }] } },
  },
});

const judge = (
  options: Partial<Parameters<typeof overQuota>[0]> & { hard: object },
) => [
  ...overQuota({
    name: 'env-shop',
    quotas: [quota(options.hard)],
    limitRanges: [],
    live: [],
    changes: [],
    ...options,
  }),
];

describe('overQuota', () => {
  it('counts what each object adds, in the order of the plan', () => {
    const [[index, message], ...others] = judge({
      hard: { 'requests.memory': '1Gi', pods: '10' },
      changes: [
        { after: deployment(1, { requests: { memory: '512Mi' } }) },
        { after: deployment(2, { limits: { memory: '512Mi' } }) },
      ],
    });
    expect(others).toEqual([]);
    expect(index).toBe(1);
    expect(message).toBe(
      'It does not fit into the quota "q" of the namespace "env-shop": requests.memory would be 1.5Gi of 1Gi, 512Mi too much',
    );
  });

  it('takes what a LimitRange gives to containers that ask for nothing', () => {
    const limitRanges = [
      {
        spec: {
          limits: [
            { type: 'Container', default: { cpu: '1' } },
            { type: 'Pod', default: { cpu: '100' } },
          ],
        },
      },
    ];
    const changes = [{ after: deployment(3) }];
    const hard = { 'limits.cpu': '2', 'requests.cpu': '3', cpu: '3' };
    expect(judge({ hard, limitRanges, changes })[0][1]).toContain(
      'limits.cpu would be 3 of 2, 1 too much',
    );
    expect(judge({ hard, changes })).toEqual([]);
  });

  it('counts sidecars beside the containers, and init containers before them', () => {
    const cpu = (amount: string, more: object = {}) => ({
      resources: { requests: { cpu: amount } },
      ...more,
    });
    const after = {
      apiVersion: 'batch/v1',
      kind: 'Job',
      spec: {
        parallelism: 2,
        template: {
          spec: {
            initContainers: [cpu('1', { restartPolicy: 'Always' }), cpu('3')],
            containers: [cpu('1'), cpu('500m')],
            overhead: { cpu: '250m' },
          },
        },
      },
    };
    const of = (hard: string) =>
      judge({ hard: { cpu: hard }, changes: [{ after }] });
    expect(of('8.5')).toEqual([]);
    expect(of('8')[0][1]).toContain('cpu would be 8.5 of 8, 0.5 too much');
  });

  it('counts objects, claims of StatefulSets and ports', () => {
    const stateful = {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      spec: {
        replicas: 2,
        template: { spec: { containers: [] } },
        volumeClaimTemplates: [
          { spec: { resources: { requests: { storage: '2Gi' } } } },
        ],
      },
    };
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      spec: { type: 'LoadBalancer' },
    };
    const config = { apiVersion: 'v1', kind: 'ConfigMap' };
    const only = (hard: object, after: object) =>
      judge({ hard, changes: [{ after }] }).length;
    expect(only({ 'requests.storage': '4Gi' }, stateful)).toBe(0);
    expect(only({ 'requests.storage': '3Gi' }, stateful)).toBe(1);
    expect(only({ persistentvolumeclaims: 1 }, stateful)).toBe(1);
    expect(only({ 'count/statefulsets.apps': 0 }, stateful)).toBe(1);
    expect(only({ 'services.loadbalancers': '0' }, service)).toBe(1);
    expect(only({ 'services.nodeports': '0' }, service)).toBe(1);
    // Every namespace has a ConfigMap of its own.
    expect(only({ configmaps: '1' }, config)).toBe(1);
    expect(only({ configmaps: '2' }, config)).toBe(0);
  });

  it('is no hindrance to what adds nothing, however much is used', () => {
    const three = deployment(3, { requests: { cpu: '1' } });
    const live = [quota({}, { cpu: '9' })];
    expect(
      judge({
        hard: { cpu: '1' },
        live,
        changes: [
          { before: three, after: three },
          { before: three, after: deployment(1, { requests: { cpu: '1' } }) },
          { before: three },
        ],
      }),
    ).toEqual([]);
  });

  it('leaves quotas of some pods, and what cannot be read, to the API server', () => {
    const scoped = {
      ...quota({ pods: '0' }),
      spec: { hard: { pods: '0' }, scopes: ['BestEffort'] },
    };
    const changes = [{ after: deployment(1) }];
    expect(judge({ hard: {}, quotas: [scoped, 'x', {}], changes })).toEqual([]);
    expect(
      judge({ hard: { pods: 'many' }, changes: [{ after: { spec: 3 } }] }),
    ).toEqual([]);
  });

  it('finds a conflict exactly where the sum of what is new is too much', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ copies: fc.nat(9), milli: fc.nat(999) })),
        fc.nat(20_000),
        fc.nat(5_000),
        (wishes, hard, used) => {
          const needed = wishes.reduce(
            (sum, { copies, milli }) => sum + copies * milli,
            used,
          );
          const problems = judge({
            hard: { cpu: `${hard}m` },
            live: [quota({}, { cpu: `${used}m` })],
            changes: wishes.map(({ copies, milli }) => ({
              after: deployment(copies, { requests: { cpu: `${milli}m` } }),
            })),
          });
          expect(problems.length > 0).toBe(needed > hard && needed > used);
        },
      ),
    );
  });
});
