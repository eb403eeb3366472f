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
