import { writeLeaseProblem } from '../leases/LeaseProblem';
import { toldConditions } from './toldConditions';

const at = '2026-01-01T00:00:00.000Z';
const ready = {
  type: 'Ready',
  status: 'True',
  reason: 'AllReady',
  message: 'Everything that it owns is ready.',
  since: at,
} as const;
const expiring = {
  ...ready,
  type: 'Expiring',
  message: 'It is destroyed soon; extend it to keep it.',
};
const row = {
  conditions: JSON.stringify([ready, expiring]),
  destroyed_at: null,
  lease_problem: null,
  reason: 'Waits for its turn.',
  since: '2026-01-02T00:00:00.000Z',
};

describe('conditions', () => {
  it('are those that were found', () => {
    expect(toldConditions(row, { state: 'Succeeded' })).toEqual([
      ready,
      expiring,
    ]);
  });

  it('say nothing of what is destroyed: not that it is ready, not that it ends soon, not that its end failed', () => {
    const lease_problem = writeLeaseProblem({
      action: 'destroy',
      attempts: 1,
      retryAt: at,
      message: 'It could not be destroyed',
      since: at,
    });
    expect(
      toldConditions({ ...row, lease_problem }, undefined).at(-1),
    ).toMatchObject({
      type: 'LeaseKept',
      message: `It could not be destroyed (tried once; again at ${at})`,
    });
    expect(
      toldConditions({ ...row, lease_problem, destroyed_at: at }, undefined),
    ).toEqual([]);
  });

  it.each(['Queued', 'Running'] as const)(
    'do not call ready what a run changes that is %s',
    state => {
      expect(toldConditions(row, { state })).toEqual([
        {
          type: 'Ready',
          status: 'Unknown',
          reason: 'RunUnderWay',
          message: row.reason,
          since: row.since,
        },
        expiring,
      ]);
    },
  );
});
