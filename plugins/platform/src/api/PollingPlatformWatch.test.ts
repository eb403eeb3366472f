import { ResponseError } from '@backstage/errors';
import type { PlatformStatus } from '@cairn/plugin-platform-common';
import { PollingPlatformWatch } from './PollingPlatformWatch';

const ok: PlatformStatus = {
  time: '2030-01-01T12:00:00.000Z',
  overall: 'ok',
  dependencies: [],
};

function watchOf(answer: () => Promise<Response>) {
  const fetch = jest.fn(answer);
  const signal: { send: () => void; unsubscribe: jest.Mock } = {
    send: () => {},
    unsubscribe: jest.fn(),
  };
  const watch = new PollingPlatformWatch({
    discovery: { getBaseUrl: async plugin => `http://portal/api/${plugin}` },
    fetch: { fetch },
    signals: {
      subscribe: (_, onMessage) => {
        signal.send = () => onMessage(JSON.parse('{}'));
        return { unsubscribe: signal.unsubscribe };
      },
    },
  });
  return { watch, fetch, signal };
}

const answered = (status: unknown) => async () =>
  ({ ok: true, json: async () => status } as Response);

const pass = (seconds: number) => jest.advanceTimersByTimeAsync(seconds * 1000);

beforeEach(() => {
  jest.useFakeTimers({ now: new Date('2030-01-01T12:00:00Z') });
});
afterEach(() => {
  jest.useRealTimers();
});

it('asks once for all who follow, and not at all when nobody does', async () => {
  const { watch, fetch, signal } = watchOf(answered(ok));
  await pass(60);
  expect(fetch).not.toHaveBeenCalled();

  const onChange = jest.fn();
  const stops = [watch.subscribe(onChange), watch.subscribe(onChange)];
  await pass(1);
  expect(fetch).toHaveBeenCalledTimes(1);
  expect(fetch).toHaveBeenCalledWith(
    'http://portal/api/platform/v1/dependencies',
    expect.anything(),
  );
  expect(onChange).toHaveBeenCalledTimes(2);
  expect(watch.view()).toEqual({ status: ok, receivedAt: expect.any(Number) });
  expect(watch.view()).toBe(watch.view());

  stops.forEach(stop => stop());
  expect(signal.unsubscribe).toHaveBeenCalledTimes(1);
  await pass(120);
  expect(fetch).toHaveBeenCalledTimes(1);
});

it('asks more often while something is wrong or on its way', async () => {
  const calm = watchOf(answered(ok));
  const busy = watchOf(answered({ ...ok, overall: 'degraded' }));
  calm.watch.subscribe(() => {});
  busy.watch.subscribe(() => {});
  await pass(60);
  expect(busy.fetch.mock.calls.length).toBeGreaterThan(
    2 * calm.fetch.mock.calls.length,
  );
});

it('asks at once where the backend signals a change, once for a burst', async () => {
  const { watch, fetch, signal } = watchOf(answered(ok));
  watch.subscribe(() => {});
  await pass(1);
  signal.send();
  signal.send();
  signal.send();
  await pass(1);
  expect(fetch).toHaveBeenCalledTimes(2);
});

it('keeps the last answer with the reason why there is no newer one, and asks less and less often', async () => {
  let answer = answered(ok);
  const { watch, fetch } = watchOf(() => answer());
  watch.subscribe(() => {});
  await pass(1);
  answer = async () => {
    throw new TypeError('Failed to fetch');
  };
  await pass(20);
  expect(watch.view()).toMatchObject({
    status: ok,
    error: expect.objectContaining({ message: 'Failed to fetch' }),
  });
  await pass(600);
  const sofar = fetch.mock.calls.length;
  await pass(600);
  expect(fetch.mock.calls.length - sofar).toBeLessThanOrEqual(11);

  answer = answered(ok);
  await pass(61);
  expect(watch.view().error).toBeUndefined();
});

it.each([
  ['garbage', answered({ hello: 'world' })],
  [
    'a refusal',
    async () =>
      new Response('{"error":{"name":"NotAllowedError","message":"no"}}', {
        status: 403,
      }),
  ],
])('does not believe %s', async (_, answer) => {
  const { watch } = watchOf(answer);
  watch.subscribe(() => {});
  await pass(1);
  expect(watch.view().status).toBeUndefined();
  expect(watch.view().error).toBeInstanceOf(Error);
});

it('keeps the status of a refusal', async () => {
  const { watch } = watchOf(
    async () =>
      new Response('{"error":{"name":"NotAllowedError","message":"no"}}', {
        status: 403,
      }),
  );
  await watch.refresh();
  expect(watch.view().error).toBeInstanceOf(ResponseError);
});

it('does not ask while the page is hidden, and at once when it is seen again', async () => {
  const { watch, fetch } = watchOf(answered(ok));
  const hidden = jest.spyOn(document, 'hidden', 'get');
  watch.subscribe(() => {});
  await pass(1);
  hidden.mockReturnValue(true);
  await pass(600);
  expect(fetch.mock.calls.length).toBe(1);
  hidden.mockReturnValue(false);
  document.dispatchEvent(new Event('visibilitychange'));
  await pass(1);
  expect(fetch.mock.calls.length).toBe(2);
  hidden.mockRestore();
});
