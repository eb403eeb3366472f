import { randomUUID } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { migrate } from '../src/store/migrate';
import { testPlatform } from './platform';
import { Between, type Answered } from './worker/Between';
import { openWorker, over, queue, QUICK, type Worker } from './worker/harness';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const { kubeconfig } = testPlatform();

const status = (code: number, reason: string, message = 'no'): Answered => ({
  status: code,
  body: JSON.stringify({
    apiVersion: 'v1',
    kind: 'Status',
    status: 'Failure',
    reason,
    message,
    code,
  }),
});

async function cleanUp(
  worker: Worker,
  between: Between,
  environment: { id: string; name: string },
): Promise<void> {
  try {
    const live = await worker.stores.environments.byId(environment.id);
    if (live && live.state !== 'Destroyed') {
      const runId = await queue(worker, 'destroy', environment);
      worker.runner.enqueue(runId);
      const { state, message } = await over(worker.stores, runId);
      if (state !== 'Succeeded') {
        throw new Error(message);
      }
    }
  } finally {
    await worker.close();
    await between.close();
  }
}

describe('an API server in trouble in the middle of a run', () => {
  let between: Between;
  let worker: Worker;
  let said: string[];
  let environment: { id: string; name: string };

  let knex: Knex;
  /** Of all tests: removing an environment takes longer than most of them. */
  const cleanUps: Promise<void>[] = [];

  const open = () =>
    openWorker(
      { knex, kubeconfig: between.kubeconfig },
      // A request may take its ten seconds.
      { said, times: { ...QUICK, leaseMs: 30_000, renewMs: 1_000 } },
    );

  beforeEach(async () => {
    between = await Between.open(kubeconfig.writer);
    said = [];
    knex = await databases.init('SQLITE_3');
    worker = await open();
    await migrate(worker.knex);
    const id = randomUUID();
    environment = { id, name: `fault-${id.slice(0, 8)}` };
  });
  afterEach(() => {
    between.treat = (_, passOn) => passOn();
    cleanUps.push(cleanUp(worker, between, environment));
  });
  afterAll(() => Promise.all(cleanUps));

  async function run() {
    const runId = await queue(worker, 'create', environment);
    worker.runner.enqueue(runId);
    return over(worker.stores, runId);
  }

  const isSettings = (path: string, method: string) =>
    method === 'POST' &&
    path.includes('/configmaps') &&
    !path.includes('dryRun');

  async function uids() {
    const owned = await worker.stores.inventory.owned(environment.id);
    return owned.map(({ uid }) => uid);
  }

  it.each([
    [
      '429',
      { ...status(429, 'TooManyRequests'), headers: { 'retry-after': '1' } },
    ],
    ['an internal error', status(500, 'InternalError')],
    ['503', status(503, 'ServiceUnavailable')],
  ])(
    'answers %s for a while: the run waits and ends well',
    async (_, answer) => {
      let left = 6;
      between.treat = async ({ path, method }, passOn) => {
        if (isSettings(path, method) && left > 0) {
          left -= 1;
          return answer;
        }
        return passOn();
      };
      const done = await run();
      expect(done).toMatchObject({ state: 'Succeeded' });
      expect(done.steps[1].tries).toBeGreaterThan(1);
      expect(await uids()).toHaveLength(2);
    },
  );

  it('is stopped and comes back: the run waits and ends well', async () => {
    let left = 3;
    between.treat = async ({ path, method }, passOn) => {
      if (isSettings(path, method) && left > 0) {
        left -= 1;
        return undefined;
      }
      return passOn();
    };
    expect(await run()).toMatchObject({ state: 'Succeeded' });
    expect(await uids()).toHaveLength(2);
  });

  it('does what it was asked to and does not answer: it is not done twice', async () => {
    let first = true;
    between.treat = async ({ path, method }, passOn) => {
      const answer = await passOn();
      if (isSettings(path, method) && first) {
        first = false;
        return undefined;
      }
      return answer;
    };
    const done = await run();
    expect(done).toMatchObject({ state: 'Succeeded' });
    const posts = between.writes.filter(({ path, method }) =>
      isSettings(path, method),
    );
    expect(posts.map(one => one.status)).toEqual([0, 409]);
    expect(await uids()).toHaveLength(2);
  });

  it('answers garbage: the run stops, says where, and goes on when it is asked to', async () => {
    between.treat = async ({ path, method }, passOn) =>
      isSettings(path, method)
        ? { status: 200, body: '<html>Welcome to nginx!</html>' }
        : passOn();
    const failed = await run();
    expect(failed).toMatchObject({
      state: 'Failed',
      message: expect.stringContaining(
        `Making ConfigMap env-${environment.name}/settings failed`,
      ),
    });
    between.treat = (_, passOn) => passOn();
    const record = await worker.stores.runs.record(failed.id);
    if (!record) {
      throw new Error('no run');
    }
    expect(
      await worker.stores.runControl.requeue(
        record,
        'user:default/a',
        new Date(),
      ),
    ).toBe(true);
    worker.runner.enqueue(failed.id);
    expect(await over(worker.stores, failed.id)).toMatchObject({
      state: 'Succeeded',
      attempt: 2,
      steps: [{ tries: 1 }, { tries: 2 }],
    });
  });

  it('is another cluster under the same address: nothing more is written', async () => {
    let rebuilt = false;
    between.treat = async ({ path, method }, passOn) => {
      const answer = await passOn();
      if (
        method === 'POST' &&
        path.includes('/namespaces?') &&
        !path.includes('dryRun')
      ) {
        // Longer than an identity is remembered.
        rebuilt = true;
        await new Promise(resolve => setTimeout(resolve, 3_500));
      }
      return rebuilt && path.endsWith('/namespaces/kube-system')
        ? {
            ...answer,
            body: answer.body.replace(/"uid":"[^"]+"/, '"uid":"other"'),
          }
        : answer;
    };
    const failed = await run();
    expect(failed).toMatchObject({
      state: 'Failed',
      message: expect.stringContaining('is another one now'),
    });
    expect(
      between.writes.filter(({ path, method }) => isSettings(path, method)),
    ).toEqual([]);

    // The first worker remembers for a moment who the cluster was.
    await worker.close();
    between.treat = (_, passOn) => passOn();
    worker = await open();
  });

  it('repeats a secret in its message: nobody gets to read it', async () => {
    between.treat = async ({ path, method, body }, passOn) =>
      isSettings(path, method)
        ? status(422, 'Invalid', `ConfigMap is invalid: ${body}`)
        : passOn();
    const failed = await run();
    expect(failed.state).toBe('Failed');
    const ledger = await worker.stores.ledger.story(environment.id);
    const rows = await worker.knex('run_steps').select('*');
    for (const place of [failed, ledger, rows, said]) {
      const text = JSON.stringify(place);
      expect(text).toContain('Invalid');
      expect(text).not.toContain('canary');
    }
  });
});
