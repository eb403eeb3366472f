/*
 * A worker in a process of its own, that kills itself at a point that it is told: `CAIRN_KILL_WRITE` before the n-th statement that
 * writes to the database, `CAIRN_KILL_REQUEST` when the n-th writing request to the API server was sent and its answer is not there.
 * With `CAIRN_STOP_BEFORE` (method and path) it stands still when such a request is made and not sent, until it is continued. With `CAIRN_CLOCK_AHEAD_MS` its
 * clock is ahead of everybody else's, or behind. `CAIRN_LEASE_MS` is how long it holds a run without saying so again. Ends with 0 where the runs came to their ends before.
 */
import { subscribe } from 'node:diagnostics_channel';
import { z } from 'zod';
import { openWorker, over, QUICK } from './harness';

const place = z
  .object({
    database: z.record(z.string(), z.unknown()),
    kubeconfig: z.string(),
    /** One or several. */
    runId: z.union([z.string(), z.array(z.string())]),
  })
  .parse(JSON.parse(process.env.CAIRN_WORKER ?? ''));

const requestSchema = z.object({
  request: z.object({ method: z.string(), path: z.string() }),
});

const aheadMs = Number(process.env.CAIRN_CLOCK_AHEAD_MS ?? 0);
if (aheadMs !== 0) {
  const now = () => performance.timeOrigin + performance.now() + aheadMs;
  globalThis.Date = new Proxy(Date, {
    construct: (real, given) =>
      Reflect.construct(real, given.length === 0 ? [now()] : given),
    get: (real, key) => (key === 'now' ? now : Reflect.get(real, key)),
  });
}

const die = () => process.kill(process.pid, 'SIGKILL');

async function main() {
  const worker = await openWorker(place, {
    runsAtOnce: Number(process.env.CAIRN_RUNS_AT_ONCE ?? 8),
    times: {
      ...QUICK,
      leaseMs: Number(process.env.CAIRN_LEASE_MS ?? QUICK.leaseMs),
    },
  });
  let writes = 0;
  worker.knex.on('query', ({ sql }: { sql: string }) => {
    if (/^(insert|update|delete|begin|commit)/i.test(sql)) {
      writes += 1;
      if (writes === Number(process.env.CAIRN_KILL_WRITE)) {
        die();
      }
    }
  });
  let requests = 0;
  subscribe('undici:request:bodySent', message => {
    const { request } = requestSchema.parse(message);
    if (request.method !== 'GET' && !request.path.includes('dryRun')) {
      requests += 1;
      if (requests === Number(process.env.CAIRN_KILL_REQUEST)) {
        die();
      }
    }
  });
  let stopped = false;
  subscribe('undici:request:create', message => {
    const { request } = requestSchema.parse(message);
    const [path, query = ''] = request.path.split('?');
    if (
      !stopped &&
      !query.includes('dryRun') &&
      `${request.method} ${path}` === process.env.CAIRN_STOP_BEFORE
    ) {
      stopped = true;
      process.kill(process.pid, 'SIGSTOP');
    }
  });
  worker.runner.start();
  for (const runId of [place.runId].flat()) {
    await over(worker.stores, runId);
  }
  await worker.close();
}

void main();
