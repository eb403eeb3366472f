import { podRequests, podSpecSchema } from './podRequests';

const asks = (cpu: string | undefined, more = {}) => ({
  name: 'one',
  resources: { requests: { ...(cpu && { cpu }), memory: '0' } },
  ...more,
});
const sidecar = { restartPolicy: 'Always' };
const core = 1_000_000_000n;

describe('podRequests', () => {
  it.each<[string, Record<string, unknown>, bigint]>([
    ['adds containers', { containers: [asks('1'), asks('2')] }, 3n * core],
    [
      'takes what an init container needs where that is more',
      { containers: [asks('1')], initContainers: [asks('3'), asks('2')] },
      3n * core,
    ],
    [
      'does not add init containers, which run one after another',
      { containers: [asks('4')], initContainers: [asks('3'), asks('3')] },
      4n * core,
    ],
    [
      'adds sidecars, which stay',
      {
        containers: [asks('1')],
        initContainers: [asks('1', sidecar), asks('1', sidecar)],
      },
      3n * core,
    ],
    [
      'counts sidecars that run already when an init container starts',
      {
        containers: [asks('1')],
        initContainers: [asks('2', sidecar), asks('5'), asks('1', sidecar)],
      },
      7n * core,
    ],
    [
      'adds the overhead of the runtime class',
      { containers: [asks('1')], overhead: { cpu: '500m' } },
      (3n * core) / 2n,
    ],
    [
      'takes what the pod as a whole asks for',
      {
        containers: [asks('1'), asks(undefined)],
        resources: { requests: { cpu: '2', memory: '1Gi' } },
      },
      2n * core,
    ],
    [
      'takes the limit where there is no request, as the API server does',
      {
        containers: [
          { name: 'one', resources: { limits: { cpu: '2', memory: '1' } } },
        ],
      },
      2n * core,
    ],
  ])('%s', (_what, spec, cpu) => {
    const requests = podRequests(podSpecSchema.parse(spec));
    expect(requests.cpu).toBe(cpu);
    expect(requests.missing).toEqual([]);
  });

  it('says which container asks for nothing, and does not take a broken request for one', () => {
    const { missing } = podRequests(
      podSpecSchema.parse({
        containers: [
          { name: 'web' },
          {
            name: 'odd',
            resources: {
              requests: { cpu: '-1', memory: 'NaN' },
              limits: { cpu: '1' },
            },
          },
        ],
        initContainers: [{ name: 'setup' }, { name: 'proxy', ...sidecar }],
      }),
    );
    expect([...missing].sort()).toEqual([
      "Container 'odd' asks for '-1' of cpu, which is no amount",
      "Container 'odd' asks for 'NaN' of memory, which is no amount",
      "Container 'proxy' asks for no cpu",
      "Container 'proxy' asks for no memory",
      "Container 'web' asks for no cpu",
      "Container 'web' asks for no memory",
    ]);
  });

  it('fills in what the namespace gives by default, and nothing else', () => {
    const spec = podSpecSchema.parse({
      containers: [{ name: 'a' }, asks('1')],
    });
    const requests = podRequests(spec, new Map([['cpu', core / 2n]]));
    expect(requests.cpu).toBe((3n * core) / 2n);
    expect(requests.missing).toEqual(["Container 'a' asks for no memory"]);
  });

  it('names what else is asked for', () => {
    const requests = podRequests(
      podSpecSchema.parse({
        containers: [
          {
            name: 'a',
            resources: {
              requests: { cpu: '1', memory: '1', 'ephemeral-storage': '1Gi' },
              limits: { 'nvidia.com/gpu': '1' },
            },
          },
        ],
      }),
    );
    expect(requests.others).toEqual(['nvidia.com/gpu']);
  });
});
