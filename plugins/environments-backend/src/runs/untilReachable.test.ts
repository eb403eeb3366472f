import { ClusterUnavailableError } from '@cairn/plugin-clusters-node';
import { MOST_TRIES } from './repeatable';
import { untilReachable } from './untilReachable';

const away = new ClusterUnavailableError('away');
const { signal } = new AbortController();

function failing(times: number, error: Error) {
  let tries = 0;
  return {
    tries: () => tries,
    work: async () => {
      tries += 1;
      if (tries <= times) {
        throw error;
      }
      return 'done';
    },
  };
}

const options = { signal, waiting: () => {}, pause: () => 0 };

it('goes on when the system answers again', async () => {
  const { work, tries } = failing(MOST_TRIES - 1, away);
  const told: unknown[] = [];
  expect(
    await untilReachable(work, {
      ...options,
      waiting: error => told.push(error),
    }),
  ).toBe('done');
  expect(tries()).toBe(MOST_TRIES);
  expect(told).toHaveLength(MOST_TRIES - 1);
});

it('gives up in the end', async () => {
  const { work, tries } = failing(MOST_TRIES, away);
  await expect(untilReachable(work, options)).rejects.toBe(away);
  expect(tries()).toBe(MOST_TRIES);
});

it('does not repeat what was answered', async () => {
  const { work, tries } = failing(1, new Error('no'));
  await expect(untilReachable(work, options)).rejects.toThrow('no');
  expect(tries()).toBe(1);
});

it('ends when it is told to', async () => {
  const ending = new AbortController();
  const { work, tries } = failing(MOST_TRIES, away);
  await expect(
    untilReachable(work, {
      ...options,
      signal: ending.signal,
      waiting: () => ending.abort(),
    }),
  ).rejects.toThrow('aborted');
  expect(tries()).toBe(1);
});
