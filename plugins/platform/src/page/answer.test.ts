import type { DependencyStatus } from '@cairn/plugin-platform-common';
import fc from 'fast-check';
import { answerOf } from './answer';

function dependency(change: Partial<DependencyStatus> = {}): DependencyStatus {
  return {
    id: 'argocd:local',
    title: 'Argo CD',
    description: 'Deploys what Git says.',
    state: 'ok',
    since: '2030-01-01T12:00:00.000Z',
    neededFor: ['New service previews'],
    ...change,
  };
}

it('says that everything works, and does not count what is not configured', () => {
  expect(answerOf([dependency(), dependency({ state: 'off' })])).toEqual({
    tone: 'healthy',
    title: 'Everything works',
  });
});

it('claims nothing where nothing is watched', () => {
  expect(answerOf([]).tone).toBe('unknown');
  expect(answerOf([dependency({ state: 'off' })]).tone).toBe('unknown');
});

it('says what is built, how long it takes and what waits', () => {
  expect(
    answerOf([
      dependency({
        state: 'building',
        reason: 'Argo CD server is still being built',
        progress: { step: 'compiling', remainingSeconds: 221 },
      }),
    ]),
  ).toEqual({
    tone: 'warning',
    title: 'Argo CD is still being built: about 4 minutes left',
    consequence: 'Waits for it: New service previews',
  });
});

it('says what is down and why', () => {
  expect(
    answerOf([
      dependency({
        state: 'down',
        reason: 'It did not answer within 5 seconds',
      }),
      dependency({ id: 'git', title: 'Git host' }),
    ]),
  ).toEqual({
    tone: 'down',
    title: 'Argo CD is down: it did not answer within 5 seconds',
    consequence: 'Does not work until then: New service previews',
  });
});

it('names several, the worst first, and not more than one can take in', () => {
  const several = [
    dependency({ id: 'a', title: 'A', state: 'starting' }),
    dependency({ id: 'b', title: 'B', state: 'degraded', reason: 'slow' }),
    dependency({ id: 'c', title: 'C', state: 'down', reason: 'gone' }),
    dependency({ id: 'd', title: 'D', state: 'building' }),
  ];
  expect(answerOf(several)).toEqual({
    tone: 'down',
    title: '4 parts do not work as they should',
    lines: [
      'C is down: gone',
      'B is degraded: slow',
      'D is still being built',
      'A is starting',
    ],
  });
  expect(
    answerOf([...several, dependency({ id: 'e', title: 'E', state: 'down' })])
      .lines,
  ).toEqual(expect.arrayContaining(['and 1 more']));
});

it('does not call a platform broken that is only being set up', () => {
  expect(
    answerOf([
      dependency({ id: 'a', title: 'A', state: 'starting' }),
      dependency({ id: 'd', title: 'D', state: 'building' }),
    ]),
  ).toMatchObject({
    tone: 'warning',
    title: '2 parts are still being set up',
  });
});

it('is healthy only where nothing is wrong', () => {
  const state = fc.constantFrom(
    ...([
      'ok',
      'degraded',
      'down',
      'building',
      'starting',
      'off',
      'unknown',
    ] as const),
  );
  fc.assert(
    fc.property(fc.array(state), drawn => {
      const answer = answerOf(drawn.map(one => dependency({ state: one })));
      const fine =
        drawn.includes('ok') &&
        drawn.every(one => one === 'ok' || one === 'off');
      expect(answer.tone === 'healthy').toBe(fine);
      expect(answer.tone === 'down').toBe(drawn.includes('down'));
    }),
  );
});
