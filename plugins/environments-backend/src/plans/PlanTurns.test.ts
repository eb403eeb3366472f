import { AsyncLocalStorage } from 'node:async_hooks';
import { PlanTurns } from './PlanTurns';

/** Works that end when they are told to. */
function held() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    work: (name: string) => () =>
      new Promise<string>(resolve => {
        begun.push(name);
        ends.set(name, () => resolve(name));
      }),
    async end(name: string) {
      ends.get(name)?.();
      await new Promise(resolve => setImmediate(resolve));
    },
  };
}

const place = (name: string, cluster = 'local') => ({
  cluster,
  person: `user:default/${name}`,
});

const settled = () => new Promise(resolve => setImmediate(resolve));

it('lets a few plans of one person be under way, and those of others meanwhile', async () => {
  const turns = new PlanTurns();
  const { begun, work, end } = held();
  const all = ['a1', 'a2', 'a3', 'a4', 'a5'].map(name =>
    turns.take(place('a'), work(name)),
  );
  all.push(turns.take(place('b'), work('b1')));
  await settled();
  expect(begun).toEqual(['a1', 'a2', 'a3', 'b1']);

  await end('a2');
  expect(begun.slice(4)).toEqual(['a4']);
  for (const name of ['a1', 'a3', 'a4', 'a5', 'b1']) {
    await end(name);
  }
  expect(await Promise.all(all)).toEqual(['a1', 'a2', 'a3', 'a4', 'a5', 'b1']);
});

it('has a bound for all together', async () => {
  const turns = new PlanTurns();
  const { begun, work, end } = held();
  const all = Array.from({ length: 9 }, (_, index) =>
    turns.take(place(`${index}`), work(`${index}`)),
  );
  await settled();
  expect(begun).toHaveLength(6);
  for (let index = 0; index < 9; index++) {
    await end(`${index}`);
  }
  await Promise.all(all);
});

it('keeps nobody from planning in one cluster because of another', async () => {
  const turns = new PlanTurns();
  const { begun, work, end } = held();
  const all = ['a', 'b'].flatMap(person =>
    [1, 2, 3].map(number =>
      turns.take(place(person, 'silent'), work(`${person}${number}`)),
    ),
  );
  await expect(
    turns.take(place('a', 'other'), async () => 'made'),
  ).resolves.toBe('made');
  for (const name of begun) {
    await end(name);
  }
  await Promise.all(all);
});

it('goes on after a failure, and refuses one person what would wait too long', async () => {
  const turns = new PlanTurns();
  await expect(
    turns.take(place('a'), async () => {
      throw new Error('no');
    }),
  ).rejects.toThrow('no');

  const { work, end, begun } = held();
  const waiting = Array.from({ length: 250 }, (_, index) =>
    turns.take(place('a'), work(`${index}`)),
  );
  await expect(turns.take(place('a'), async () => 'a')).rejects.toThrow(
    '250 plans in the cluster local are waited for already',
  );
  await expect(turns.take(place('b'), async () => 'b')).resolves.toBe('b');
  for (let index = 0; index < 250; index++) {
    await end(`${index}`);
  }
  await Promise.all(waiting);
  expect(begun).toHaveLength(250);
});

it('tells whose turn does not come, and does not begin the work later', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate'] });
  try {
    const turns = new PlanTurns();
    const { begun, work, end } = held();
    const first = [1, 2, 3].map(number =>
      turns.take(place('a'), work(`a${number}`)),
    );
    const late = turns.take(place('a'), work('late'));
    const refusal = late.catch((error: Error) => error.message);
    await settled();
    jest.advanceTimersByTime(120_000);
    expect(await refusal).toContain('waited for 2 minutes');
    for (const name of ['a1', 'a2', 'a3']) {
      await end(name);
    }
    await Promise.all(first);
    expect(begun).toEqual(['a1', 'a2', 'a3']);
  } finally {
    jest.useRealTimers();
  }
});

it('does the work in the context of its own request', async () => {
  const turns = new PlanTurns();
  const request = new AsyncLocalStorage<string>();
  const { work, end } = held();
  const first = [1, 2, 3].map(number =>
    request.run('first', () => turns.take(place('a'), work(`${number}`))),
  );
  const seen = request.run('second', () =>
    turns.take(place('a'), async () => request.getStore()),
  );
  await settled();
  for (const name of ['1', '2', '3']) {
    await end(name);
  }
  await Promise.all(first);
  await expect(seen).resolves.toBe('second');
});
