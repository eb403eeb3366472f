import fc from 'fast-check';
import {
  combineVerdicts,
  worstVerdict,
  type JudgedPart,
} from './combineVerdicts';
import type { HealthStatus } from './health';

const statuses: HealthStatus[] = [
  'Healthy',
  'Progressing',
  'Degraded',
  'Down',
  'Idle',
  'Unknown',
];

function part(status: HealthStatus, index = 0): JudgedPart {
  return {
    name: `part ${index}`,
    verdict: {
      status,
      reason: `Is${status}`,
      message: `it is ${status}`,
      since: `2026-11-22T10:0${index % 10}:00Z`,
      evidence: [{ message: `evidence of ${index}` }],
      ...(status === 'Progressing' && { waitingFor: 'a pod to be ready' }),
    },
  };
}

const someStatuses = fc.array(fc.constantFrom(...statuses), {
  minLength: 1,
  maxLength: 8,
});
const partsOf = (of: HealthStatus[]) => of.map(part);

describe('combineVerdicts', () => {
  it.each<[HealthStatus[], HealthStatus]>([
    [['Healthy'], 'Healthy'],
    [['Healthy', 'Healthy'], 'Healthy'],
    [['Healthy', 'Idle'], 'Healthy'],
    [['Idle', 'Idle'], 'Idle'],
    [['Healthy', 'Unknown'], 'Unknown'],
    [['Idle', 'Unknown'], 'Unknown'],
    [['Progressing', 'Unknown'], 'Unknown'],
    [['Degraded', 'Unknown'], 'Degraded'],
    [['Healthy', 'Progressing'], 'Progressing'],
    [['Healthy', 'Degraded'], 'Degraded'],
    [['Progressing', 'Degraded'], 'Degraded'],
    [['Down', 'Down'], 'Down'],
    [['Down', 'Idle'], 'Down'],
    [['Down', 'Healthy'], 'Degraded'],
    [['Down', 'Progressing'], 'Degraded'],
    [['Down', 'Unknown'], 'Degraded'],
  ])('%j is %s', (of, expected) => {
    expect(combineVerdicts(partsOf(of))?.status).toBe(expected);
  });

  it('says nothing of nothing', () => {
    expect(combineVerdicts([])).toBeUndefined();
    expect(worstVerdict([])).toBeUndefined();
  });

  it('says of one part what the part says', () => {
    expect(combineVerdicts([part('Degraded')])).toEqual(
      part('Degraded').verdict,
    );
  });

  it('names the part, why, since when and how many more', () => {
    const parts = [part('Healthy', 1), part('Degraded', 3), part('Unknown', 2)];
    expect(combineVerdicts(parts)).toEqual({
      status: 'Degraded',
      reason: 'IsDegraded',
      message:
        'part 3: it is Degraded; 1 of 3 parts is healthy, 1 is not known',
      since: '2026-11-22T10:03:00Z',
      evidence: [
        { message: 'evidence of 3' },
        { message: 'evidence of 1' },
        { message: 'evidence of 2' },
      ],
    });
  });

  it.each<[HealthStatus[], string]>([
    [['Healthy', 'Healthy'], '2 of 2 parts are healthy'],
    [['Healthy', 'Idle', 'Healthy'], '2 of 3 parts are healthy, 1 is idle'],
    [['Idle', 'Idle'], '2 of 2 parts are idle'],
    [
      ['Unknown', 'Unknown'],
      'part 0: it is Unknown; 2 of 2 parts are not known',
    ],
    [
      ['Healthy', 'Unknown'],
      'part 1: it is Unknown; 1 of 2 parts is healthy, 1 is not known',
    ],
    [
      ['Progressing', 'Healthy'],
      'part 0: it is Progressing; 1 of 2 parts is healthy',
    ],
    [['Down', 'Down'], 'part 0: it is Down; 0 of 2 parts are healthy'],
  ])('says of %j: %s', (of, message) => {
    expect(combineVerdicts(partsOf(of))?.message).toBe(message);
  });

  it('takes what only ran to its end for nothing that serves', () => {
    const job = (status: HealthStatus) => ({
      ...part(status, 9),
      serves: false,
    });
    expect(combineVerdicts([part('Down'), job('Healthy')])?.status).toBe(
      'Down',
    );
    expect(combineVerdicts([part('Idle'), job('Healthy')])?.status).toBe(
      'Idle',
    );
    expect(combineVerdicts([part('Idle'), job('Degraded')])?.status).toBe(
      'Degraded',
    );
    expect(combineVerdicts([part('Healthy'), job('Unknown')])?.status).toBe(
      'Unknown',
    );
    expect(combineVerdicts([job('Healthy'), job('Healthy')])?.status).toBe(
      'Healthy',
    );
  });

  it('names a judge only where another one says something else', () => {
    expect(worstVerdict(partsOf(['Unknown', 'Unknown']))?.message).toBe(
      'it is Unknown',
    );
    expect(worstVerdict(partsOf(['Healthy', 'Degraded']))?.message).toBe(
      'part 1: it is Degraded',
    );
  });

  describe.each([combineVerdicts, worstVerdict])('%p', combine => {
    const given = (
      of: fc.Arbitrary<HealthStatus[]>,
      allowed: (parts: HealthStatus[]) => HealthStatus[],
    ) =>
      fc.assert(
        fc.property(of, parts => {
          expect(allowed(parts)).toContain(combine(partsOf(parts))?.status);
        }),
      );
    const including = (...wanted: HealthStatus[]) =>
      fc
        .tuple(someStatuses, fc.constantFrom(...wanted), fc.nat())
        .map(([some, one, at]) => some.toSpliced(at % some.length, 0, one));

    it('is never good where a part is not known', () =>
      given(including('Unknown'), () => ['Unknown', 'Degraded', 'Down']));

    it('is bad where a part is', () =>
      given(including('Degraded', 'Down'), () => ['Degraded', 'Down']));

    it('is not healthy while a part changes', () =>
      given(including('Progressing'), () => [
        'Progressing',
        'Unknown',
        'Degraded',
        'Down',
      ]));

    it('is idle only where everything is', () =>
      given(including('Healthy'), () =>
        statuses.filter(status => status !== 'Idle'),
      ));
  });

  it('is down only where nothing serves', () => {
    fc.assert(
      fc.property(someStatuses, of => {
        const isDown = combineVerdicts(partsOf(of))?.status === 'Down';
        const serves = of.filter(one => one !== 'Idle');
        expect(isDown).toBe(
          serves.length > 0 && serves.every(one => one === 'Down'),
        );
      }),
    );
  });

  it('does not depend on the order, but for the words', () => {
    fc.assert(
      fc.property(someStatuses, fc.nat(), (of, turn) => {
        const parts = partsOf(of);
        const at = turn % parts.length;
        const turned = [...parts.slice(at), ...parts.slice(0, at)];
        expect(combineVerdicts(turned)?.status).toBe(
          combineVerdicts(parts)?.status,
        );
        expect(combineVerdicts(turned)?.since).toBe(
          combineVerdicts(parts)?.since,
        );
      }),
    );
  });

  it('always says what is waited for while it progresses', () => {
    fc.assert(
      fc.property(someStatuses, of => {
        const verdict = combineVerdicts(partsOf(of));
        expect(verdict?.waitingFor !== undefined).toBe(
          verdict?.status === 'Progressing',
        );
      }),
    );
  });
});
