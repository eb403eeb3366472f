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

const settled = () => new Promise(resolve => setImmediate(resolve));

it('lets a few plans of one person be under way, and those of others meanwhile', async () => {
  const turns = new PlanTurns();
  const { begun, work, end } = held();
  const all = ['a1', 'a2', 'a3', 'a4', 'a5'].map(name =>
    turns.take('user:default/a', work(name)),
  );
  all.push(turns.take('user:default/b', work('b1')));
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
    turns.take(`user:default/${index}`, work(`${index}`)),
  );
  await settled();
  expect(begun).toHaveLength(6);
  for (let index = 0; index < 9; index++) {
    await end(`${index}`);
  }
  await Promise.all(all);
});

it('goes on after a failure, and refuses what would wait too long', async () => {
  const turns = new PlanTurns();
  await expect(
    turns.take('user:default/a', async () => {
      throw new Error('no');
    }),
  ).rejects.toThrow('no');

  const { work, end, begun } = held();
  const waiting = Array.from({ length: 1_000 }, (_, index) =>
    turns.take('user:default/a', work(`${index}`)),
  );
  await expect(turns.take('user:default/b', async () => 'b')).rejects.toThrow(
    '1000 plans are waited for already',
  );
  for (let index = 0; index < 1_000; index++) {
    await end(`${index}`);
  }
  await Promise.all(waiting);
  expect(begun).toHaveLength(1_000);
  await expect(turns.take('user:default/b', async () => 'b')).resolves.toBe(
    'b',
  );
});
