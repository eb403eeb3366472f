/*
 * A worker in a process of its own, that kills itself at a point that it is told: `CAIRN_KILL_WRITE` before the n-th statement that
 * writes to the database, `CAIRN_KILL_REQUEST` when the n-th writing request to the API server was sent and its answer is not there.
 * With `CAIRN_STOP_BEFORE` (method and path) it stands still when such a request is made and not sent, until it is continued. Ends with 0 where the run came to its end before.
 */
import { subscribe } from 'node:diagnostics_channel';
import { z } from 'zod';
import { openWorker, over } from './harness';

const place = z
  .object({
    database: z.record(z.string(), z.unknown()),
    kubeconfig: z.string(),
    runId: z.string(),
  })
  .parse(JSON.parse(process.env.CAIRN_WORKER ?? ''));

const requestSchema = z.object({
  request: z.object({ method: z.string(), path: z.string() }),
});

const die = () => process.kill(process.pid, 'SIGKILL');

async function main() {
  const worker = await openWorker(place);
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
  subscribe('undici:request:bodySent', () => {
    requests += 1;
    if (requests === Number(process.env.CAIRN_KILL_REQUEST)) {
      die();
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
  await over(worker.stores, place.runId);
  await worker.close();
}

void main();
