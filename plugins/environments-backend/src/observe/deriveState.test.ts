import fc from 'fast-check';
import type {
  EnvironmentState,
  ObservedResource,
  RunSummary,
} from '@cairn/plugin-environments-common';
import { deriveState } from './deriveState';
import type { Facts, SeenResource } from './findings';

const now = new Date('2026-01-10T00:00:00.000Z');
const HOUR = 3_600_000;

const at = (hours: number) => new Date(now.getTime() + hours * HOUR);

function run(
  state: RunSummary['state'],
  message = 'It went wrong',
): RunSummary {
  return {
    id: 'r',
    environment: 'shop',
    digest: 'sha256:1',
    action: 'update',
    state,
    message,
    startedBy: 'user:default/amara.okafor',
    attempt: 1,
    createdAt: '2026-01-01T00:00:00.000Z',
  };
}

const before: Facts['environment'] = {
  state: 'Ready',
  reason: 'Everything that it owns is ready.',
  since: '2026-01-01T00:00:00.000Z',
  conditions: [
    {
      type: 'Ready',
      status: 'True',
      reason: 'AllReady',
      message: '',
      since: '2026-01-01T00:00:00.000Z',
    },
  ],
  mode: 'awake',
  lastRun: run('Succeeded', 'Everything was made.'),
};

const resource = (
  status: ObservedResource['status'],
  more: Partial<SeenResource> & { name?: string } = {},
): SeenResource => {
  const { name = 'a', ...rest } = more;
  return {
    ref: { cluster: 'local', apiVersion: 'v1', kind: 'ConfigMap', name },
    status,
    message: `because ${status}`,
    ...rest,
  };
};

const ready = [resource('Ready')];
const same = { resources: 0, unknown: 0, summary: '' };
const differs = { resources: 1, unknown: 0, summary: 'Deployment a differs' };
const soon = at(3).toISOString();

const cases: Array<
  [
    string,
    EnvironmentState,
    Partial<Omit<Facts, 'environment'>> & {
      environment?: Partial<Facts['environment']>;
    },
  ]
> = [
  ['everything ready', 'Ready', {}],
  ['nothing compared yet', 'Ready', { drift: undefined }],
  ['something not comparable', 'Ready', { drift: { ...same, unknown: 1 } }],
  ['nothing owned', 'Degraded', { resources: [] }],
  [
    'one not ready',
    'Provisioning',
    { resources: [...ready, resource('Progressing')] },
  ],
  [
    'one broken and one not ready',
    'Degraded',
    { resources: [resource('Progressing'), resource('Degraded')] },
  ],
  ['one missing', 'Degraded', { resources: [resource('Missing')] }],
  [
    'one that cannot be seen, whatever else',
    'Unknown',
    {
      resources: [resource('Missing'), resource('Unknown')],
      environment: { lastRun: run('Failed'), expiresAt: soon },
      drift: differs,
    },
  ],
  [
    'a failed run, whatever is found',
    'Failed',
    { environment: { lastRun: run('Failed') }, drift: differs },
  ],
  [
    'a run that was stopped',
    'Failed',
    { environment: { lastRun: run('Cancelled') } },
  ],
  [
    'broken and drifted',
    'Degraded',
    { resources: [resource('Missing')], drift: differs },
  ],
  [
    'moving and drifted',
    'Provisioning',
    { resources: [resource('Progressing')], drift: differs },
  ],
  [
    'drifted and about to end',
    'Drifted',
    { drift: differs, environment: { expiresAt: soon } },
  ],
  ['about to end', 'Expiring', { environment: { expiresAt: soon } }],
  [
    'ending in a day exactly',
    'Expiring',
    { environment: { expiresAt: at(24).toISOString() } },
  ],
  [
    'ending in more than a day',
    'Ready',
    { environment: { expiresAt: at(24.01).toISOString() } },
  ],
  [
    'past its end',
    'Expiring',
    { environment: { expiresAt: at(-1).toISOString() } },
  ],
  [
    'asleep',
    'Hibernated',
    {
      environment: { mode: 'hibernated' },
      resources: [...ready, resource('Ready', { runs: false })],
    },
  ],
  [
    'falling asleep',
    'Provisioning',
    {
      environment: { mode: 'hibernated' },
      resources: [resource('Ready', { runs: true })],
    },
  ],
  [
    'asleep, and started by somebody',
    'Drifted',
    {
      environment: { mode: 'hibernated' },
      resources: [resource('Ready', { runs: true })],
      drift: differs,
    },
  ],
  [
    'asleep and about to end',
    'Expiring',
    { environment: { mode: 'hibernated', expiresAt: soon } },
  ],
  [
    'asleep with something missing',
    'Degraded',
    {
      environment: { mode: 'hibernated' },
      resources: [resource('Missing')],
    },
  ],
  [
    'awake and running',
    'Ready',
    { resources: [resource('Ready', { runs: true })] },
  ],
];

const factsOf = ({
  environment,
  ...facts
}: (typeof cases)[number][2]): Facts => ({
  environment: { ...before, ...environment },
  resources: ready,
  drift: same,
  now,
  ...facts,
});

describe('deriveState', () => {
  it.each(cases)('calls %s %s', (_, state, facts) => {
    expect(deriveState(factsOf(facts)).state).toBe(state);
  });

  const statuses = fc.constantFrom<ObservedResource['status']>(
    'Ready',
    'Progressing',
    'Degraded',
    'Missing',
    'Unknown',
  );
  const anything = fc.record({
    resources: fc.array(
      fc
        .record({ status: statuses, runs: fc.option(fc.boolean()) })
        .map(({ status, runs }) =>
          resource(status, { ...(runs !== null && { runs }) }),
        ),
      { maxLength: 4 },
    ),
    drift: fc.constantFrom(same, differs, { ...same, unknown: 2 }),
    mode: fc.constantFrom<'awake' | 'hibernated'>('awake', 'hibernated'),
    lastRun: fc.constantFrom(run('Succeeded'), run('Failed'), run('Cancelled')),
    endsIn: fc.option(fc.integer({ min: -48, max: 200 })),
  });
  const madeOf = ({
    resources,
    drift,
    mode,
    lastRun,
    endsIn,
  }: typeof anything extends fc.Arbitrary<infer T> ? T : never): Facts =>
    factsOf({
      resources,
      drift,
      environment: {
        mode,
        lastRun,
        ...(endsIn !== null && { expiresAt: at(endsIn).toISOString() }),
      },
    });

  it('is never well where anything is unknown, and Ready only where everything was seen to be ready', () => {
    fc.assert(
      fc.property(anything, input => {
        const facts = madeOf(input);
        const { state, conditions, reason } = deriveState(facts);
        const all = facts.resources.map(({ status }) => status);
        expect(reason).not.toBe('');
        expect(state === 'Unknown').toBe(all.includes('Unknown'));
        expect(conditions.map(({ type }) => type)).toEqual([
          'Reachable',
          'Ready',
          'Progressing',
          'Drifted',
          'Expiring',
          'Hibernated',
        ]);
        const isReady = conditions.some(
          ({ type, status }) => type === 'Ready' && status === 'True',
        );
        const mayBeReady =
          all.length > 0 &&
          all.every(status => status === 'Ready') &&
          facts.environment.mode === 'awake' &&
          facts.environment.lastRun?.state === 'Succeeded';
        expect(mayBeReady || !(state === 'Ready' || isReady)).toBe(true);
        const somethingRuns = facts.resources.some(({ runs }) => runs);
        expect(somethingRuns && state === 'Hibernated').toBe(false);
      }),
    );
  });

  it('says the same of the same, whatever it said before', () => {
    fc.assert(
      fc.property(anything, input => {
        const facts = madeOf(input);
        const first = deriveState(facts);
        const again = deriveState({
          ...facts,
          environment: { ...facts.environment, ...first },
          now: at(0.01),
        });
        expect(again).toEqual(first);
      }),
    );
  });

  it('keeps since while the state stays, and begins anew where it changes', () => {
    expect(deriveState(factsOf({}))).toMatchObject({
      since: before.since,
      conditions: expect.arrayContaining([
        expect.objectContaining({
          type: 'Reachable',
          status: 'True',
          since: now.toISOString(),
        }),
        expect.objectContaining({
          type: 'Ready',
          status: 'True',
          since: before.since,
        }),
      ]),
    });
    expect(
      deriveState(factsOf({ resources: [resource('Unknown')] })),
    ).toMatchObject({
      since: now.toISOString(),
      reason: 'ConfigMap a cannot be looked at: because Unknown',
      conditions: expect.arrayContaining([
        expect.objectContaining({ type: 'Reachable', status: 'False' }),
        expect.objectContaining({
          type: 'Ready',
          status: 'Unknown',
          since: now.toISOString(),
        }),
      ]),
    });
  });

  it('says how many are affected', () => {
    const resources = [
      resource('Missing'),
      resource('Missing', { name: 'b' }),
      resource('Ready', { name: 'c' }),
    ];
    expect(deriveState(factsOf({ resources })).reason).toBe(
      'ConfigMap a is missing (and 1 more object): because Missing',
    );
  });
});
