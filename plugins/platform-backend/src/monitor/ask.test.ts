import fc from 'fast-check';
import type { PlatformDependency } from '@cairn/plugin-platform-node';
import { ask } from './ask';

function dependency(probe: PlatformDependency['probe']): PlatformDependency {
  return { id: 'x', title: 'X', description: 'An x.', neededFor: [], probe };
}

const find = (probe: PlatformDependency['probe'], deadlineMs = 1000) =>
  ask(dependency(probe), deadlineMs).finding;

it('takes over what the probe found, with the time it took', async () => {
  await expect(
    find(async () => ({ state: 'ok', version: '1.2.3' })),
  ).resolves.toEqual({
    state: 'ok',
    version: '1.2.3',
    latencyMs: expect.any(Number),
  });
});

it('is down with the reason where the probe throws, without credentials', async () => {
  await expect(
    find(async () => {
      throw new Error('fetch failed', {
        cause: new Error('connect to http://me:hunter2@host refused'),
      });
    }),
  ).resolves.toEqual({
    state: 'down',
    reason: 'fetch failed: connect to http://[redacted]@host refused',
  });
});

it('is down where the probe throws before it is a promise', async () => {
  await expect(
    find(() => {
      throw new TypeError('undefined is not a function');
    }),
  ).resolves.toMatchObject({ state: 'down' });
});

it('does not wait for a probe that ignores its signal', async () => {
  let end = () => {};
  const { finding, settled } = ask(
    dependency(
      () =>
        new Promise(resolve => {
          end = () => resolve({ state: 'ok' });
        }),
    ),
    20,
  );
  await expect(finding).resolves.toEqual({
    state: 'down',
    reason: 'It did not answer within 0.02 seconds',
  });
  end();
  await settled;
});

it('tells the probe when it is late', async () => {
  const signals: AbortSignal[] = [];
  await find(({ signal }) => {
    signals.push(signal);
    return new Promise((_, reject) =>
      signal.addEventListener('abort', () => reject(new Error('stopped'))),
    );
  }, 20);
  expect(signals[0].aborted).toBe(true);
});

it('is always a state with a reason, whatever the probe answers', async () => {
  await fc.assert(
    fc.asyncProperty(fc.anything(), async answer => {
      const probe = JSON.parse('{}');
      probe.run = async () => answer;
      const { state, reason } = await find(probe.run);
      expect([
        'ok',
        'degraded',
        'building',
        'starting',
        'off',
        'down',
      ]).toContain(state);
      expect(state === 'ok' || Boolean(reason)).toBe(true);
    }),
  );
});
