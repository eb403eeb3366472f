import { setTimeout as delay } from 'node:timers/promises';
import type { KubernetesClient } from '../Clusters';
import { WatchedCollection } from './WatchedCollection';

jest.mock('node:timers/promises', () => ({ setTimeout: jest.fn() }));

const waited = jest.mocked(delay);

/** Opens a watch `times` times, each open for so long; the answer is how long it paused after each. */
async function pausesOf(times: number, openMs: number): Promise<number[]> {
  waited.mockReset().mockResolvedValue(undefined);
  const stop = new AbortController();
  let now = Date.now();
  jest.spyOn(Date, 'now').mockImplementation(() => now);
  const refuse = async () => {
    throw new Error('not part of this test');
  };
  const client: KubernetesClient = {
    async *pages() {
      yield { objects: [], resourceVersion: '1' };
    },
    async *watch(_ref, { onOpen }) {
      onOpen?.();
      now += openMs;
      if (waited.mock.calls.length + 1 === times) {
        stop.abort();
      }
    },
    request: refuse,
    pathOf: refuse,
    get: refuse,
    list: refuse,
    identity: refuse,
    version: refuse,
  };
  await new WatchedCollection(client, {
    ref: { apiVersion: 'v1', kind: 'Pod' },
    trim: object => object.metadata.name,
  }).run(stop.signal);
  return waited.mock.calls.map(([ms]) => ms ?? 0);
}

describe('a watch that ends', () => {
  afterEach(() => jest.restoreAllMocks());

  it('is begun more and more slowly where it always ends at once', async () => {
    const pauses = await pausesOf(8, 10);
    expect(pauses).toHaveLength(8);
    pauses.forEach((ms, index) => {
      const full = Math.min(250 * 2 ** index, 5_000);
      expect(ms).toBeGreaterThanOrEqual(full / 2);
      expect(ms).toBeLessThanOrEqual(full);
    });
  });

  it('is begun again at once after it did its work', async () => {
    const pauses = await pausesOf(8, 300_000);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(250);
  });
});
