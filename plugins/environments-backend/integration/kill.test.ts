import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { migrate } from '../src/store/migrate';
import { refKey } from '../src/refKey';
import { testPlatform } from './platform';
import { openWorker, over, queue, type Worker } from './worker/harness';

/** Points that are tried at the same time: each loads a worker, and then mostly waits. */
const PARALLEL = 6;

/**
 * Every how many points are tried; `CAIRN_TEST_KILLS=all` tries each. A transaction has three or four statements, so that steps of
 * seven come by each kind of them.
 */
const EVERY = {
  CAIRN_KILL_WRITE: process.env.CAIRN_TEST_KILLS === 'all' ? 1 : 7,
  CAIRN_KILL_REQUEST: 1,
};

jest.setTimeout(900_000);

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kill-'));
});
afterAll(() => rm(folder, { recursive: true }));

const { kubeconfig } = testPlatform();

function databaseOf(name: string): Knex.Config {
  return {
    client: 'better-sqlite3',
    connection: { filename: join(folder, `${name}.sqlite`) },
    useNullAsDefault: true,
  };
}

/** Runs a worker in a process that kills itself at a point. @returns whether it did, or came to the end of the run before */
function killedAt(
  database: Knex.Config,
  runId: string,
  point: Record<string, string>,
): Promise<'killed' | 'finished'> {
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli-node/config/nodeTransform.cjs'),
      join(__dirname, 'worker', 'child.ts'),
    ],
    {
      env: {
        ...process.env,
        ...point,
        CAIRN_WORKER: JSON.stringify({
          database,
          kubeconfig: kubeconfig.writer,
          runId,
        }),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let complaints = '';
  child.stderr.on('data', chunk => {
    complaints += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('exit', (code, signal) => {
      if (signal === 'SIGKILL') {
        resolve('killed');
      } else if (code === 0) {
        resolve('finished');
      } else {
        reject(new Error(`The worker ended with ${code}: ${complaints}`));
      }
    });
  });
}

/** What the API server has of an environment, whatever the inventory says. Asks again where a busy one did not answer. */
async function labelled(worker: Worker, environmentId: string) {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const { objects, failed } = await worker.engines
      .get('kubernetes')
      .find('local', { environmentId, signal: AbortSignal.timeout(30_000) });
    const unknown = failed.filter(({ unserved }) => !unserved);
    if (unknown.length === 0) {
      return objects.map(({ ref, uid }) => `${uid} ${refKey(ref)}`).sort();
    }
    if (Date.now() > deadline) {
      throw new Error(`It cannot be known: ${JSON.stringify(unknown)}`);
    }
  }
}

async function tokenOf(worker: Worker, environmentId: string) {
  const live = await worker.clusters.get('local').writer.get({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    namespace: 'cairn-system',
    name: 'cairn-fence',
  });
  return JSON.stringify(live).includes(environmentId);
}

/**
 * One environment, whose worker is killed at a point of an action, and that another worker brings to its end.
 *
 * @param cleanUps - gets what removes the environment, which takes longer than all the rest
 */
async function tryOut(
  action: 'create' | 'destroy',
  point: Record<string, string>,
  cleanUps: Promise<void>[],
): Promise<'killed' | 'finished'> {
  const id = randomUUID();
  const name = `kill-${id.slice(0, 8)}`;
  const database = databaseOf(name);
  const worker = await openWorker({ database, kubeconfig: kubeconfig.writer });
  try {
    await migrate(worker.knex);
    let runId = await queue(worker, 'create', { id, name });
    if (action === 'destroy') {
      worker.runner.start();
      await succeeded(worker, runId);
      await worker.runner.stop();
      runId = await queue(worker, 'destroy', { id, name });
    }
    const ended = await killedAt(database, runId, point);

    const next = await openWorker({ database, kubeconfig: kubeconfig.writer });
    try {
      next.runner.start();
      await succeeded(next, runId, point);
      const owned = await next.stores.inventory.owned(id);
      const known = owned.map(({ ref, uid }) => `${uid} ${refKey(ref)}`).sort();
      expect(await labelled(next, id)).toEqual(known);
      expect(known).toHaveLength(action === 'create' ? 2 : 0);
      // An effect that happened twice would have made another object: a second row of the same name.
      const rows = await next.knex('inventory').where({ environment_id: id });
      expect(rows).toHaveLength(2);
      expect(await tokenOf(next, id)).toBe(false);
      if (action === 'create') {
        cleanUps.push(destroyed(database, { id, name }));
      }
    } finally {
      await next.close();
    }
    return ended;
  } finally {
    await worker.close();
  }
}

async function succeeded(
  worker: Worker,
  runId: string,
  point?: Record<string, string>,
): Promise<void> {
  const { state, message } = await over(worker.stores, runId);
  if (state !== 'Succeeded') {
    throw new Error(`${JSON.stringify(point)}: ${message}`);
  }
}

async function destroyed(
  database: Knex.Config,
  environment: { id: string; name: string },
): Promise<void> {
  const worker = await openWorker({ database, kubeconfig: kubeconfig.writer });
  try {
    const runId = await queue(worker, 'destroy', environment);
    worker.runner.enqueue(runId);
    await succeeded(worker, runId);
  } finally {
    await worker.close();
  }
}

/** All points, until a worker comes to the end without reaching the next one. @returns the last one that it was killed at */
async function everywhere(
  action: 'create' | 'destroy',
  variable: keyof typeof EVERY,
): Promise<number> {
  let last = 0;
  let next = 1;
  let isOver = false;
  const cleanUps: Promise<void>[] = [];
  const tryNext = async () => {
    const point = next;
    next += EVERY[variable];
    const end = await tryOut(action, { [variable]: String(point) }, cleanUps);
    if (end === 'killed') {
      last = Math.max(last, point);
    } else {
      isOver = true;
    }
  };
  const tryOneAfterTheOther = async () => {
    try {
      while (!isOver) {
        await tryNext();
      }
    } finally {
      isOver = true;
    }
  };
  const lanes = Array.from({ length: PARALLEL }, tryOneAfterTheOther);
  // Also where one failed: none goes on behind the back of the test.
  await Promise.allSettled(lanes);
  await Promise.allSettled(cleanUps);
  await Promise.all([...lanes, ...cleanUps]);
  return last;
}

describe('a worker that is killed', () => {
  it.each(['create', 'destroy'] as const)(
    'before any write of its journal: another one ends the run (%s) with nothing lost and nothing twice',
    async action => {
      expect(await everywhere(action, 'CAIRN_KILL_WRITE')).toBeGreaterThan(15);
    },
  );

  it.each(['create', 'destroy'] as const)(
    'after any change was sent to the cluster and before it was answered: the same (%s)',
    async action => {
      expect(await everywhere(action, 'CAIRN_KILL_REQUEST')).toBeGreaterThan(3);
    },
  );
});
