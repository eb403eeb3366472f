import { randomUUID } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { migrate } from '../src/store/migrate';
import { openAdministrator } from './openAdministrator';
import { testPlatform } from './platform';
import { until } from './startSettings';
import { Between, type Answered } from './worker/Between';
import {
  changesOf,
  openWorker,
  over,
  queue,
  QUICK,
  type Worker,
} from './worker/harness';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const { kubeconfig } = testPlatform();

describe('an API server that is slow, or answers what nobody can use', () => {
  const admin = openAdministrator();
  const workers: Worker[] = [];
  let between: Between;
  let knex: Knex;
  let worker: Worker;
  let environment: { id: string; name: string };

  const open = async (config: string) => {
    const opened = await openWorker({ knex, kubeconfig: config });
    workers.push(opened);
    return opened;
  };

  beforeEach(async () => {
    between = await Between.open(kubeconfig.writer);
    knex = await databases.init('SQLITE_3');
    await migrate(knex);
    worker = await open(between.kubeconfig);
    const id = randomUUID();
    environment = { id, name: `strange-${id.slice(0, 8)}` };
  });

  afterEach(async () => {
    await Promise.all(workers.splice(0).map(one => one.close()));
    await between.close();
    await admin.delete(`/api/v1/namespaces/env-${environment.name}`);
  });

  afterAll(() => admin.close());

  const isSettings = ({ path, method }: { path: string; method: string }) =>
    method === 'POST' &&
    path.includes('/configmaps') &&
    !path.includes('dryRun');

  it('may take longer than a lease lasts: the worker keeps the run', async () => {
    const other = await open(kubeconfig.writer);
    between.treat = async (passing, passOn) => {
      const answer = await passOn();
      if (isSettings(passing)) {
        await new Promise(resolve => setTimeout(resolve, 2 * QUICK.leaseMs));
      }
      return answer;
    };
    const runId = await queue(worker, 'create', environment);
    worker.runner.enqueue(runId);
    await until(
      async () => between.writes.length,
      writes => writes > 0,
    );
    // It takes over whatever nobody holds.
    other.runner.start();
    expect(await over(worker.stores, runId)).toMatchObject({
      state: 'Succeeded',
      steps: [{ tries: 1 }, { tries: 1 }],
    });
    expect(await knex('ledger').where({ kind: 'run.taken-over' })).toEqual([]);
  });

  it('is not asked again where it will say the same: the run stops', async () => {
    // As where a schema is broken: 500, and no reason that tells of something that passes.
    between.treat = async (passing, passOn) =>
      isSettings(passing) ? { status: 500, body: '{}' } : passOn();
    const runId = await queue(worker, 'create', environment);
    worker.runner.enqueue(runId);
    expect(await over(worker.stores, runId)).toMatchObject({
      state: 'Failed',
      steps: [{ state: 'Succeeded' }, { state: 'Failed', tries: 1 }],
      message: expect.stringContaining(
        `Making ConfigMap env-${environment.name}/settings failed`,
      ),
    });
    expect(between.writes.filter(isSettings)).toHaveLength(1);
  });

  it.each<[string, Answered | undefined]>([
    ['not found, in a language of its own', { status: 404, body: '<html>' }],
    ['something else', { status: 200, body: '<html>Welcome to nginx!</html>' }],
    ['nothing', { status: 200, body: '{}' }],
    ['that it is forbidden', { status: 403, body: '{}' }],
    ['that it is confused', { status: 500, body: '' }],
    ['and hangs up', undefined],
  ])(
    'says %s when it is planned: nothing is taken for absent',
    async (_, answer) => {
      between.treat = async ({ path }, passOn) =>
        path.includes(`/namespaces/env-${environment.name}`)
          ? answer
          : passOn();
      const found = await changesOf(worker, 'create', environment).then(
        changes => changes.map(({ operation }) => operation),
        (error: Error) => error.name,
      );
      expect([
        ['unknown', 'unknown'],
        'ServiceUnavailableError',
      ]).toContainEqual(found);
    },
  );
});
