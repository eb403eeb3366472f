import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type {
  PlatformDependency,
  ProbeResult,
} from '@cairn/plugin-platform-node';
import { LocalPlatformFile } from '../localPlatform/LocalPlatformFile';
import { DependencyMonitor } from './DependencyMonitor';

beforeEach(() => {
  jest.useFakeTimers({ now: new Date('2030-01-01T12:00:00Z') });
});
const monitors: DependencyMonitor[] = [];
afterEach(() => {
  monitors.splice(0).forEach(monitor => monitor.stop());
  jest.useRealTimers();
});

function dependency(
  id: string,
  probe: PlatformDependency['probe'],
): PlatformDependency {
  return { id, title: id, description: id, neededFor: [id], probe };
}

function monitorOf(
  dependencies: PlatformDependency[],
  more: { file?: string } = {},
) {
  const onChange = jest.fn(async () => {});
  const monitor = new DependencyMonitor({
    dependencies: {
      register: added => dependencies.push(added),
      list: () => dependencies,
    },
    localPlatform: new LocalPlatformFile(more.file),
    logger: mockServices.logger.mock(),
    onChange,
  });
  monitors.push(monitor);
  return { monitor, onChange };
}

const pass = (seconds: number) => jest.advanceTimersByTimeAsync(seconds * 1000);

async function stateOf(monitor: DependencyMonitor, id: string) {
  const { dependencies } = await monitor.status();
  const found = dependencies.find(known => known.id === id);
  if (!found) {
    throw new Error(`${id} is not there`);
  }
  return found;
}

it('knows nothing, and says so, before it asked', async () => {
  const { monitor } = monitorOf([
    dependency('a', async () => ({ state: 'ok' })),
  ]);
  await expect(monitor.status()).resolves.toMatchObject({
    overall: 'degraded',
    dependencies: [
      { id: 'a', state: 'unknown', reason: 'It was not asked yet' },
    ],
  });
});

it('tells each state and since when, and moves since only when the state changes', async () => {
  const answers: ProbeResult[] = [{ state: 'ok', version: '1' }];
  const { monitor } = monitorOf([dependency('a', async () => answers[0])]);
  monitor.start();
  await pass(1.5);
  const first = await stateOf(monitor, 'a');
  expect(first).toMatchObject({ state: 'ok', version: '1' });
  await pass(30);
  expect((await stateOf(monitor, 'a')).since).toBe(first.since);
  answers[0] = { state: 'degraded', reason: 'slow' };
  await pass(15);
  const later = await stateOf(monitor, 'a');
  expect(later).toMatchObject({ state: 'degraded', reason: 'slow' });
  expect(later.since > first.since).toBe(true);
});

it('goes on with the others where one throws, one hangs and one talks nonsense', async () => {
  const nonsense = JSON.parse('{"state":"fine, thanks"}');
  const hanging = jest.fn(() => new Promise<ProbeResult>(() => {}));
  const { monitor } = monitorOf([
    dependency('throws', async () => {
      throw new Error('broken');
    }),
    dependency('hangs', hanging),
    dependency('nonsense', async () => nonsense),
    dependency('well', async () => ({ state: 'ok' })),
  ]);
  monitor.start();
  await pass(40);
  const { overall, dependencies } = await monitor.status();
  expect(overall).toBe('down');
  expect(
    dependencies.map(({ id, state, reason }) => [id, state, reason]),
  ).toEqual([
    ['throws', 'down', 'broken'],
    ['hangs', 'down', 'It did not answer within 5 seconds'],
    ['nonsense', 'down', 'Its probe gave an answer that means nothing'],
    ['well', 'ok', undefined],
  ]);
  expect(hanging).toHaveBeenCalledTimes(1);
});

it('asks again, after a while, where a probe never ended', async () => {
  const probe = jest
    .fn<Promise<ProbeResult>, []>()
    .mockReturnValueOnce(new Promise(() => {}))
    .mockResolvedValue({ state: 'ok' });
  const { monitor } = monitorOf([dependency('a', probe)]);
  monitor.start();
  await pass(55);
  expect(probe).toHaveBeenCalledTimes(1);
  expect((await stateOf(monitor, 'a')).state).toBe('down');
  await pass(15);
  expect((await stateOf(monitor, 'a')).state).toBe('ok');
});

it('answers also where nobody can be told of a change', async () => {
  const { monitor, onChange } = monitorOf([
    dependency('a', async () => ({ state: 'ok' })),
  ]);
  onChange.mockRejectedValueOnce(new Error('no signals'));
  await expect(monitor.status()).resolves.toMatchObject({
    overall: 'degraded',
  });
  onChange.mockReturnValueOnce(new Promise(() => {}));
  monitor.start();
  await pass(2);
  expect((await stateOf(monitor, 'a')).state).toBe('ok');
});

it('asks each about every ten seconds, and never more than four at once', async () => {
  let running = 0;
  let most = 0;
  const probe = jest.fn(async (): Promise<ProbeResult> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise(resolve => setTimeout(resolve, 500));
    running -= 1;
    return { state: 'ok' };
  });
  const { monitor } = monitorOf(
    Array.from({ length: 10 }, (_, index) => dependency(`d${index}`, probe)),
  );
  monitor.start();
  await pass(61);
  expect(most).toBe(4);
  expect(probe.mock.calls.length).toBeGreaterThanOrEqual(10 * 5);
  expect(probe.mock.calls.length).toBeLessThanOrEqual(10 * 8);
});

it('takes up what is registered while it runs', async () => {
  const dependencies = [
    dependency('a', async () => ({ state: 'ok' as const })),
  ];
  const { monitor } = monitorOf(dependencies);
  monitor.start();
  await pass(2);
  dependencies.push(dependency('b', async () => ({ state: 'ok' as const })));
  await pass(2);
  expect((await stateOf(monitor, 'b')).state).toBe('ok');
});

it('says that something changed once for a change, and not for each probe', async () => {
  const { monitor, onChange } = monitorOf([
    dependency('a', async () => ({ state: 'ok' })),
  ]);
  monitor.start();
  await pass(3);
  const sofar = onChange.mock.calls.length;
  await pass(60);
  expect(onChange).toHaveBeenCalledTimes(sofar);
});

it('says what to do where a probe that fails cannot', async () => {
  const { monitor } = monitorOf([
    {
      ...dependency('a', async () => {
        throw new Error('gone');
      }),
      remedy: 'Start it.',
    },
    { ...dependency('b', async () => ({ state: 'ok' })), remedy: 'Start it.' },
  ]);
  monitor.start();
  await pass(2);
  expect((await stateOf(monitor, 'a')).action).toBe('Start it.');
  expect((await stateOf(monitor, 'b')).action).toBeUndefined();
});

it('explains what does not answer by the local platform', async () => {
  jest.useRealTimers();
  const folder = await mkdtemp(join(tmpdir(), 'cairn-platform-'));
  const file = join(folder, 'status.json');
  await writeFile(
    file,
    JSON.stringify({
      version: 1,
      time: new Date().toISOString(),
      pid: 1,
      components: [
        {
          name: 'opa',
          title: 'OPA',
          dependency: 'opa',
          state: 'building',
          since: '2020-01-01T00:00:00Z',
          restarts: 0,
          progress: { step: 'compiling', remainingSeconds: 60 },
        },
      ],
    }),
  );
  const { monitor } = monitorOf(
    [dependency('opa', async () => ({ state: 'ok' }))],
    {
      file,
    },
  );
  await expect(stateOf(monitor, 'opa')).resolves.toMatchObject({
    state: 'building',
    since: '2020-01-01T00:00:00.000Z',
    progress: { step: 'compiling', remainingSeconds: 60 },
  });
  await rm(folder, { recursive: true });
});
