import type { PartStatus } from '../platform/Part';
import { formatDuration } from './duration';
import { describeState, remainingSeconds, summaryLine } from './statusText';

const component: PartStatus = {
  name: 'opa',
  title: 'Open Policy Agent',
  state: 'ready',
  since: '2026-01-01T00:00:00Z',
  restarts: 0,
};

describe('status text', () => {
  it('says how far, how long still, and why', () => {
    expect(
      describeState({
        ...component,
        state: 'building',
        progress: {
          step: 'Compiling opa',
          fraction: 0.254,
          remainingSeconds: 95,
        },
      }),
    ).toBe('Compiling opa, 25 %, about 1 min 35 s left');
    expect(describeState({ ...component, version: '1.22.2' })).toBe(
      'ready, 1.22.2',
    );
    expect(
      describeState({ ...component, state: 'failed', reason: 'no Go' }),
    ).toBe('failed, no Go');
  });

  it('sums up by the one that takes longest', () => {
    const building = (seconds: number): PartStatus => ({
      ...component,
      state: 'building',
      progress: { step: 'x', remainingSeconds: seconds },
    });
    const components = [component, building(30), building(90)];
    expect(remainingSeconds(components)).toBe(90);
    expect(summaryLine(components)).toBe('1 of 3 ready, about 1 min 30 s left');
    expect(remainingSeconds([component])).toBeUndefined();
  });

  it.each([
    [0, '0 s'],
    [59.4, '59 s'],
    [60, '1 min'],
    [125, '2 min 5 s'],
    [3780, '1 h 3 min'],
  ])('writes %s seconds as %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});
