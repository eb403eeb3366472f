import { randomUUID } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { migrate } from '../src/store/migrate';
import { testPlatform } from './platform';
import { Between } from './worker/Between';
import { openWorker, over, queue, type Worker } from './worker/harness';
import { startChild } from './worker/startChild';

jest.setTimeout(180_000);

// PostgreSQL: BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING, see CONTRIBUTING.md.
const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });
const { kubeconfig } = testPlatform();
const DAY_MS = 86_400_000;

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) {
      throw new Error('It did not happen within a minute');
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

describe('several workers on one PostgreSQL', () => {
  const supported = databases.supports('POSTGRES_15');
  let knex: Knex;
  let environment: { id: string; name: string };

  beforeAll(async () => {
    if (!supported) {
      throw new Error(
        'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING must name a PostgreSQL; ./cairn test --only integration starts one',
      );
    }
    knex = await databases.init('POSTGRES_15');
    await migrate(knex);
  }, 60_000);

  beforeEach(() => {
    const id = randomUUID();
    environment = { id, name: `two-${id.slice(0, 8)}` };
  });

  /** The password is hidden from whoever prints it, and from a copy. */
  const connection = (): Knex.Config => {
    const settings = knex.client.config.connection;
    return {
      client: 'pg',
      connection: { ...settings, password: settings.password },
    };
  };

  async function destroyed(worker: Worker, which: typeof environment) {
    const runId = await queue(worker, 'destroy', which);
    worker.runner.enqueue(runId);
    const { state, message } = await over(worker.stores, runId);
    if (state !== 'Succeeded') {
      throw new Error(message);
    }
  }

  it('carry out each run once', async () => {
    const place = { knex, kubeconfig: kubeconfig.writer };
    const workers = await Promise.all([openWorker(place), openWorker(place)]);
    const environments = Array.from({ length: 6 }, () => {
      const id = randomUUID();
      return { id, name: `two-${id.slice(0, 8)}` };
    });
    try {
      const runs: string[] = [];
      for (const one of environments) {
        runs.push(await queue(workers[0], 'create', one));
      }
      workers.forEach(({ runner }) => runner.start());
      for (const runId of runs) {
        const run = await over(workers[0].stores, runId);
        expect(run).toMatchObject({
          state: 'Succeeded',
          steps: [{ tries: 1 }, { tries: 1 }],
        });
        const facts = await knex('ledger').where({
          run: runId,
          kind: 'run.started',
        });
        expect(facts).toHaveLength(1);
      }
    } finally {
      await Promise.all(environments.map(one => destroyed(workers[0], one)));
      await Promise.all(workers.map(worker => worker.close()));
    }
  });

  it('carry out each run once, whatever their clocks say', async () => {
    const observer = await openWorker({ knex, kubeconfig: kubeconfig.writer });
    const environments = Array.from({ length: 4 }, () => {
      const id = randomUUID();
      return { id, name: `skew-${id.slice(0, 8)}` };
    });
    const runIds: string[] = [];
    for (const one of environments) {
      runIds.push(await queue(observer, 'create', one));
    }
    const children = [2 * DAY_MS, -2 * DAY_MS].map(aheadMs =>
      startChild(
        {
          database: connection(),
          kubeconfig: kubeconfig.writer,
          runId: runIds,
        },
        {
          CAIRN_CLOCK_AHEAD_MS: String(aheadMs),
          CAIRN_RUNS_AT_ONCE: '1',
          // Clocks that are days apart end any lease; a busy machine does not end this one.
          CAIRN_LEASE_MS: '60000',
        },
      ),
    );
    try {
      for (const runId of runIds) {
        expect(await over(observer.stores, runId)).toMatchObject({
          state: 'Succeeded',
          steps: [{ tries: 1 }, { tries: 1 }],
        });
      }
      const facts = await knex('ledger').whereIn('run', runIds);
      expect(facts.filter(({ kind }) => kind === 'run.started')).toHaveLength(
        4,
      );
      expect(facts.filter(({ kind }) => kind === 'run.taken-over')).toEqual([]);
      // Both did something: their clocks show.
      const days = facts
        .filter(({ kind }) => kind === 'run.started')
        .map(({ at }) => Math.round((Date.parse(at) - Date.now()) / DAY_MS));
      expect(new Set(days)).toEqual(new Set([2, -2]));
    } finally {
      children.forEach(child => child.kill('SIGKILL'));
      await Promise.all(environments.map(one => destroyed(observer, one)));
      await observer.close();
    }
  });

  it('one that stood still in the middle of a step writes nothing when it wakes', async () => {
    const between = await Between.open(kubeconfig.writer);
    const next = await openWorker({ knex, kubeconfig: kubeconfig.writer });
    const runId = await queue(next, 'create', environment);
    const child = startChild(
      {
        database: connection(),
        kubeconfig: between.kubeconfig,
        runId,
      },
      {
        // By its own clock its lease does not end for two days.
        CAIRN_CLOCK_AHEAD_MS: String(2 * DAY_MS),
        CAIRN_STOP_BEFORE: `POST /api/v1/namespaces/env-${environment.name}/configmaps`,
      },
    );
    const exited = new Promise(resolve => child.on('exit', resolve));
    try {
      // It stands still with its request made and not sent; meanwhile its lease ends.
      await until(async () => {
        const run = await next.stores.runs.get(runId);
        return run?.steps[1]?.state === 'Running';
      });
      next.runner.start();
      expect(await over(next.stores, runId)).toMatchObject({
        state: 'Succeeded',
        steps: [{ tries: 1 }, { tries: 2 }],
      });
      const before = await next.stores.inventory.owned(environment.id);
      const sent = between.writes.length;

      child.kill('SIGCONT');
      await until(() => between.writes.length > sent);
      expect(between.writes.slice(sent)).toEqual([
        expect.objectContaining({
          method: 'POST',
          status: 422,
          message: expect.stringContaining('holds no longer'),
        }),
      ]);
      await exited;
      expect(await next.stores.inventory.owned(environment.id)).toEqual(before);
      expect(await next.stores.runs.get(runId)).toMatchObject({
        state: 'Succeeded',
      });
    } finally {
      child.kill('SIGCONT');
      child.kill('SIGKILL');
      await destroyed(next, environment);
      await next.close();
      await between.close();
    }
  });
});
