import { applicationReadiness } from './applicationStatus';

const NOW = Date.parse('2026-01-01T12:00:00Z');

const judge = (status: unknown, metadata = {}) =>
  applicationReadiness(
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'a', ...metadata },
      spec: { source: {} },
      status,
    },
    NOW,
  );

const seen = { reconciledAt: '2026-01-01T11:59:00Z' };

describe('applicationReadiness', () => {
  it.each([
    [
      { health: { status: 'Healthy' }, sync: { status: 'Synced' } },
      'Ready',
      '',
    ],
    [
      { health: { status: 'Healthy' }, sync: { status: 'OutOfSync' } },
      'Degraded',
      'Healthy and OutOfSync',
    ],
    [
      { health: { status: 'Healthy' }, sync: { status: 'Unknown' } },
      'Unknown',
      'Healthy and Unknown',
    ],
    [
      {
        health: { status: 'Progressing', message: 'x' },
        sync: { status: 'Synced' },
      },
      'Progressing',
      'Progressing and Synced: x',
    ],
    [{ health: { status: 'Degraded' } }, 'Degraded', 'Degraded and Unknown'],
    [{ health: { status: 'New words' } }, 'Unknown', 'New words and Unknown'],
    [{}, 'Unknown', 'Unknown and Unknown'],
    [
      {
        health: { status: 'Healthy' },
        sync: { status: 'Synced' },
        conditions: [
          { type: 'ComparisonError', message: 'no such repository' },
        ],
      },
      'Degraded',
      'no such repository',
    ],
  ])('judges %j', (status, expected, message) => {
    expect(judge({ ...seen, ...status })).toEqual({
      status: expected,
      message,
    });
  });

  describe('of one that sleeps by what was scaled down', () => {
    const asleep = { annotations: { 'cairn.dev/before-sleep': '{}' } };
    const web = { group: 'apps', kind: 'Deployment', name: 'web' };
    const other = { group: 'apps', kind: 'Deployment', name: 'other' };
    const status = (health: string, newer: boolean, outOfSync: unknown[]) => ({
      ...seen,
      health: { status: health },
      sync: { status: 'OutOfSync', revision: newer ? 'b' : 'a' },
      history: [{ revision: 'a' }],
      operationState: {
        phase: 'Succeeded',
        finishedAt: 'x',
        syncResult: { revision: 'a', resources: [web] },
      },
      resources: outOfSync.map(one => ({
        ...Object(one),
        status: 'OutOfSync',
      })),
    });

    it.each([
      ['Healthy', true, [web], 'Ready'],
      ['Missing', true, [web, other], 'Ready'],
      // Nothing of the newer commit is what is missing.
      ['Missing', true, [web], 'Degraded'],
      ['Missing', false, [web], 'Degraded'],
      // Somebody changed it in the cluster.
      ['Healthy', false, [web], 'Degraded'],
      ['Degraded', true, [web], 'Degraded'],
    ])(
      'tells what waits for a newer commit from what is wrong: %s, newer %s, %j',
      (health, newer, outOfSync, expected) => {
        expect(judge(status(health, newer, outOfSync), asleep).status).toBe(
          expected,
        );
      },
    );
  });

  it('does not believe what was said long ago, or never', () => {
    const healthy = {
      health: { status: 'Healthy' },
      sync: { status: 'Synced' },
    };
    expect(judge(healthy)).toMatchObject({ status: 'Unknown' });
    expect(
      judge({ ...healthy, reconciledAt: '2026-01-01T11:00:00Z' }),
    ).toMatchObject({
      status: 'Unknown',
      message: expect.stringContaining('since 2026-01-01T11:00:00Z'),
    });
  });

  it('does not crash on garbage', () => {
    expect(judge('nonsense').status).toBe('Unknown');
    expect(judge({ health: 3 }).status).toBe('Unknown');
    expect(judge(undefined).status).toBe('Unknown');
    expect(judge({}, { deletionTimestamp: 'x' }).status).toBe('Progressing');
  });
});
