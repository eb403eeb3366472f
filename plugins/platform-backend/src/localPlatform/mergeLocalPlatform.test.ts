import type {
  DependencyStatus,
  LocalPlatformStatus,
} from '@cairn/plugin-platform-common';
import { mergeLocalPlatform } from './mergeLocalPlatform';

type Component = LocalPlatformStatus['components'][number];

const since = '2030-01-01T12:00:00.000Z';

const down: DependencyStatus = {
  id: 'argocd:local',
  title: 'Argo CD',
  description: 'Deploys what Git says.',
  state: 'down',
  since,
  reason: 'connect ECONNREFUSED',
  neededFor: [],
};

function component(change: Partial<Component> = {}): Component {
  return {
    name: 'argocd-server',
    title: 'Argo CD server',
    dependency: 'argocd:local',
    state: 'ready',
    since: '2030-01-01T11:58:00.000Z',
    restarts: 0,
    ...change,
  };
}

function merge(status: DependencyStatus, ...components: Component[]) {
  return mergeLocalPlatform(status, {
    version: 1,
    time: since,
    pid: 1,
    components,
  });
}

it('leaves alone what the local platform does not run', () => {
  expect(mergeLocalPlatform(down, undefined)).toBe(down);
  expect(merge(down, component({ dependency: 'git' }))).toBe(down);
});

it('says how far the slowest tool is while one is built', () => {
  const merged = merge(
    down,
    component({
      name: 'a',
      state: 'building',
      progress: { step: 'compiling a', fraction: 0.9, remainingSeconds: 20 },
    }),
    component({
      name: 'b',
      title: 'B',
      state: 'building',
      progress: { step: 'compiling b', fraction: 0.2, remainingSeconds: 240 },
    }),
    component({ name: 'c', state: 'waiting' }),
  );
  expect(merged).toMatchObject({
    state: 'building',
    reason: 'B is still being built',
    since: '2030-01-01T11:58:00.000Z',
    progress: { step: 'compiling b', fraction: 0.2, remainingSeconds: 240 },
  });
  expect(merged.parts?.map(part => part.name)).toEqual(['a', 'b', 'c']);
});

it.each([
  ['waiting', 'starting', 'Argo CD server waits for other parts'],
  ['starting', 'starting', 'Argo CD server is starting'],
  [
    'restarting',
    'starting',
    'Argo CD server ended and is being started again: exit 1',
  ],
  ['failed', 'down', 'Argo CD server failed: exit 1'],
  ['stopped', 'down', 'Argo CD server was stopped'],
] as const)(
  'explains what does not answer by a part that is %s',
  (state, expected, reason) => {
    const merged = merge(
      down,
      component({
        state,
        ...(reason.endsWith('exit 1') ? { reason: 'exit 1' } : {}),
      }),
    );
    expect(merged).toMatchObject({ state: expected, reason });
    expect(merged.action).toBeTruthy();
  },
);

it('keeps the reason of the dependency where all parts say they are ready', () => {
  expect(merge(down, component())).toMatchObject({
    state: 'down',
    reason: 'connect ECONNREFUSED',
  });
});

it('believes what answers, but for a part that failed', () => {
  const { reason: _, ...rest } = down;
  const ok: DependencyStatus = { ...rest, state: 'ok' };
  expect(merge(ok, component({ state: 'restarting' })).state).toBe('ok');
  expect(
    merge(ok, component({ state: 'failed', reason: 'exit 1' })),
  ).toMatchObject({
    state: 'degraded',
    reason: 'Argo CD server failed: exit 1',
    action: 'Look at ./cairn logs argocd-server; ./cairn up tries again.',
  });
});

it('shows no credential of a part', () => {
  const merged = merge(
    down,
    component({
      state: 'failed',
      reason: 'cannot clone http://me:hunter2@host',
    }),
  );
  expect(JSON.stringify(merged)).not.toContain('hunter2');
});
