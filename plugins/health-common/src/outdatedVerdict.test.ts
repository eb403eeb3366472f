import { isOutdated, MAX_AGE_MS, outdatedVerdict } from './outdatedVerdict';

const now = Date.parse('2026-11-22T10:00:00Z');
const ago = (ms: number) => new Date(now - ms).toISOString();

describe('isOutdated', () => {
  it.each([
    ['fresh', { observedAt: ago(0) }, false],
    ['just fresh', { observedAt: ago(MAX_AGE_MS) }, false],
    ['too old', { observedAt: ago(MAX_AGE_MS + 1) }, true],
    ['never seen', {}, true],
    ['in trouble', { observedAt: ago(0), trouble: 'it is away' }, true],
  ])('%s', (_, observation, expected) => {
    expect(isOutdated(observation, now)).toBe(expected);
  });

  it('is told of within 15 s', () => {
    expect(MAX_AGE_MS).toBeLessThan(15_000);
  });
});

describe('outdatedVerdict', () => {
  const last = {
    status: 'Healthy' as const,
    reason: 'RolloutComplete',
    message: '2 of 2 pods are ready',
    since: ago(60_000),
    evidence: [],
  };

  it('is unknown since it was seen last, and says what it was', () => {
    expect(
      outdatedVerdict(
        last,
        { observedAt: ago(20_000), trouble: 'The API server is away' },
        now,
      ),
    ).toEqual({
      status: 'Unknown',
      reason: 'DataTooOld',
      message:
        'The API server is away. When it was seen last, it was Healthy: 2 of 2 pods are ready',
      since: ago(20_000),
      evidence: [],
    });
  });

  it('says nothing of what was never seen', () => {
    expect(outdatedVerdict(undefined, {}, now)).toMatchObject({
      status: 'Unknown',
      reason: 'NotSeenYet',
    });
  });
});
