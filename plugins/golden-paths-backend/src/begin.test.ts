import scaffolderModuleCairn from '@cairn/plugin-scaffolder-backend-module-cairn';
import { startGoldenPaths, wanted } from './__testUtils__/startGoldenPaths';

jest.setTimeout(120_000);

let backend: Awaited<ReturnType<typeof startGoldenPaths>>;
beforeAll(async () => {
  backend = await startGoldenPaths(scaffolderModuleCairn);
});
afterAll(() => backend.stop());
afterEach(() => {
  backend.gitHost.repositories.clear();
  backend.environments.change = plan => plan;
  jest.useRealTimers();
});

async function makePlan(): Promise<string> {
  const { body } = await backend.post('/plans', wanted);
  expect(body.blockers).toEqual([]);
  return body.digest;
}

const begin = (digest: string, task: string) =>
  backend.post(`/plans/${digest}/begin`, { task });

describe('a task', () => {
  it('begins with a plan that still holds, and again after it was interrupted, whatever is there by then', async () => {
    const digest = await makePlan();
    const first = await begin(digest, 'task-1');
    expect(first.status).toBe(200);
    expect(first.body.digest).toBe(digest);

    backend.gitHost.repositories.add('larkfield/parcel-lockers');
    expect((await begin(digest, 'task-1')).status).toBe(200);
  });

  it('does not begin with a plan that another task has, also at the same moment', async () => {
    const digest = await makePlan();
    const answers = await Promise.all(
      ['task-1', 'task-2', 'task-3'].map(task => begin(digest, task)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body.error.message).toContain(
      'carries this plan out already',
    );
  });

  it('does not begin where a name was taken meanwhile', async () => {
    const digest = await makePlan();
    backend.gitHost.repositories.add('larkfield/parcel-lockers');
    const { status, body } = await begin(digest, 'task-1');
    expect(status).toBe(409);
    expect(body.error.message).toContain('parcel-lockers already');
  });

  it('does not begin where policy denies it meanwhile', async () => {
    const digest = await makePlan();
    const { verdict } = backend.policy;
    backend.policy.verdict = {
      allowed: false,
      revision: 'r2',
      rules: [{ id: 'images.pinned', passed: false }],
      violations: [
        {
          rule: 'images.pinned',
          title: 'Images are pinned',
          severity: 'deny',
          message: 'No.',
        },
      ],
    };
    expect((await begin(digest, 'task-1')).status).toBe(403);
    backend.policy.verdict = verdict;
  });

  it('begins with what is asked for once more, when what stood in the way has gone', async () => {
    const body = {
      ...wanted,
      values: { ...wanted.values, environments: [] },
    };
    backend.gitHost.repositories.add('larkfield/parcel-lockers');
    const refused = await backend.post('/plans', body);
    expect(refused.body.blockers).toHaveLength(1);
    backend.gitHost.repositories.clear();
    // Twice: the first may have failed, and what it made is gone again
    for (const task of ['task-1', 'task-2']) {
      const { body: plan } = await backend.post('/plans', body);
      expect(plan.blockers).toEqual([]);
      expect((await begin(plan.digest, task)).status).toBe(200);
    }
  });

  it('is told what changed where it would make something else', async () => {
    const digest = await makePlan();
    backend.environments.change = made => ({
      ...made,
      changes: made.changes.map(change => ({
        ...change,
        operation: 'replace',
      })),
    });
    const { status, body } = await begin(digest, 'task-1');
    expect(status).toBe(409);
    expect(body.error).toMatchObject({
      name: 'STALE_PLAN',
      changes: ['the environment parcel-lockers-dev would be made differently'],
    });
  });

  it.each([['sha256:x'], ['nothing'], ['sha256:']])(
    'cannot begin with what is no digest: %s',
    async digest => {
      expect((await begin(digest, 'task-1')).status).toBe(400);
    },
  );

  it('cannot begin with a plan that nobody made', async () => {
    const { status, body } = await begin(`sha256:${'0'.repeat(64)}`, 'task-1');
    expect(status).toBe(404);
    expect(body.error.message).toContain('Plan again');
  });

  it.each([[''], ['a b'], ['x'.repeat(65)], [7]])(
    'has an id: %j',
    async task => {
      const answer = await backend.post(
        `/plans/sha256:${'0'.repeat(64)}/begin`,
        { task },
      );
      expect(answer.status).toBe(400);
    },
  );
});
