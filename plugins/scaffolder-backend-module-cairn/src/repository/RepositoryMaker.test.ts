import { FakeGitea, type Trouble } from '../__testUtils__/FakeGitea';
import { planOf } from '../__testUtils__/planOf';
import { RepositoryMaker } from './RepositoryMaker';

let host: FakeGitea;
beforeAll(async () => {
  host = await FakeGitea.start();
});
afterEach(() => host.reset());
afterAll(() => host.stop());

const said: string[] = [];
const author = { name: 'Amara Okafor', email: 'amara@larkfield.example' };

const make = (plan = planOf(), task = 'task-1') =>
  new RepositoryMaker({
    host: host.client(),
    say: line => said.push(line),
  }).make(plan, { task, author });

/** What there must be in the end, however often it was begun. */
function expectMadeOnce() {
  expect([...host.repositories.keys()]).toEqual(['parcel-lockers']);
  const made = host.repositories.get('parcel-lockers');
  expect(made?.description).toBe('Says which lockers have room');
  expect(made?.commits).toHaveLength(1);
  expect(made?.commits[0].message).toContain(`Cairn-Plan: ${planOf().digest}`);
  expect(made?.commits[0].message).toContain('Cairn-Task: task-1');
  expect(Object.fromEntries(made?.files ?? [])).toEqual({
    'README.md': '# ü',
    'b.bin': 'hello',
  });
}

it('makes a repository with the files of the plan as one commit', async () => {
  const commit = await make();
  // As many as are interrupted below.
  expect(host.requests).toHaveLength(6);
  expectMadeOnce();
  expect(host.repositories.get('parcel-lockers')?.commits[0].sha).toBe(commit);
});

it('changes nothing where it is made already', async () => {
  const commit = await make();
  host.requests.length = 0;
  await expect(make()).resolves.toBe(commit);
  expect(host.requests.filter(request => !request.startsWith('GET'))).toEqual(
    [],
  );
});

describe('interrupted at any request', () => {
  const requests = Array.from({ length: 6 }, (_, index) => index);
  const troubles: Trouble[] = ['before', 'after', 500, 401];

  it.each(requests.flatMap(at => troubles.map(trouble => ({ at, trouble }))))(
    'goes on and doubles nothing: request $at, $trouble',
    async ({ at, trouble }) => {
      host.trouble.set(at, trouble);
      const first = await make().then(
        () => 'The Git host told nobody',
        (error: Error) => error.message,
      );
      // Said which it was, and without a password.
      expect(first).toMatch(/Git host/);
      expect(first).not.toContain('secret');
      host.trouble.clear();
      await make();
      expectMadeOnce();
    },
  );

  it('may be interrupted again and again', async () => {
    for (const at of [0, 3, 8, 12]) {
      host.trouble.set(at, 'after');
    }
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await make().catch(() => undefined);
    }
    expect(host.requests.length).toBeGreaterThan(12);
    expectMadeOnce();
  });
});

describe('a repository that somebody else made', () => {
  it.each<[string, string[]]>([
    ['empty', []],
    ['with commits', ['first', 'second']],
    ['of another plan', [`x\n\nCairn-Plan: ${planOf('b').digest}\n`]],
    [
      'that mentions the plan in a later commit',
      ['first', `x\n\nCairn-Plan: ${planOf().digest}\n`],
    ],
  ])('is left as it is: %s', async (_, messages) => {
    const other = host.add('parcel-lockers', ...messages);
    const before = JSON.stringify(other);
    await expect(make()).rejects.toThrow(
      'larkfield/parcel-lockers exists and was not made by this task',
    );
    expect(JSON.stringify(other)).toBe(before);
  });

  it('is told to the slower of two plans that are carried out at once', async () => {
    const results = await Promise.allSettled([
      make(planOf('a'), 'task-1'),
      make(planOf('b'), 'task-2'),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    expect(host.repositories.get('parcel-lockers')?.commits).toHaveLength(1);
  });
});

it('lets the team of the owner in where the Git host has one', async () => {
  host.teams.push('checkout-team');
  await make();
  expect(host.requests).toContain(
    'PUT /repos/larkfield/parcel-lockers/teams/checkout-team',
  );
  host.teams.pop();
});
