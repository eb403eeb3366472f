import fc from 'fast-check';
import type {
  Environment,
  ObservedResource,
} from '@cairn/plugin-environments-common';
import { deriveState } from './deriveState';

const now = new Date('2026-01-02T00:00:00.000Z');
const before: Pick<Environment, 'state' | 'reason' | 'since' | 'conditions'> = {
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
};

const resource = (status: ObservedResource['status'], name = 'a') => ({
  ref: { cluster: 'local', apiVersion: 'v1', kind: 'ConfigMap', name },
  status,
  message: `because ${status}`,
});

const statuses = fc.constantFrom<ObservedResource['status']>(
  'Ready',
  'Progressing',
  'Degraded',
  'Missing',
  'Unknown',
);

describe('deriveState', () => {
  it.each([
    [['Ready'], 'Ready'],
    [['Ready', 'Progressing'], 'Provisioning'],
    [['Progressing', 'Degraded'], 'Degraded'],
    [['Degraded', 'Missing'], 'Degraded'],
    [['Missing', 'Unknown'], 'Unknown'],
    [[], 'Degraded'],
  ] as const)('makes of %j %s', (found, state) => {
    const resources = found.map(status => resource(status));
    expect(deriveState(before, resources, now).state).toBe(state);
  });

  it('is Ready only where everything was seen to be ready', () => {
    fc.assert(
      fc.property(fc.array(statuses), found => {
        const { state } = deriveState(
          before,
          found.map(status => resource(status)),
          now,
        );
        expect(state === 'Ready').toBe(
          found.length > 0 && found.every(status => status === 'Ready'),
        );
      }),
    );
  });

  it('stays failed, whatever is found', () => {
    const failed = { ...before, state: 'Failed' as const, reason: 'quota' };
    expect(deriveState(failed, [resource('Ready')], now)).toMatchObject({
      state: 'Failed',
      reason: 'quota',
      since: before.since,
    });
  });

  it('keeps since while the state stays, and begins anew where it changes', () => {
    expect(deriveState(before, [resource('Ready')], now)).toMatchObject({
      since: before.since,
      observedAt: now.toISOString(),
      conditions: [
        { type: 'Reachable', status: 'True', since: now.toISOString() },
        { type: 'Ready', status: 'True', since: before.since },
      ],
    });
    expect(deriveState(before, [resource('Unknown')], now)).toMatchObject({
      since: now.toISOString(),
      reason: 'ConfigMap a cannot be looked at: because Unknown',
      conditions: [
        { type: 'Reachable', status: 'False' },
        { type: 'Ready', status: 'Unknown', since: now.toISOString() },
      ],
    });
  });

  it('says how many are affected', () => {
    const { reason } = deriveState(
      before,
      [resource('Missing'), resource('Missing', 'b'), resource('Ready', 'c')],
      now,
    );
    expect(reason).toBe(
      'ConfigMap a is missing (and 1 more object): because Missing',
    );
  });
});
