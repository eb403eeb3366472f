/*
 * A worker in a process of its own, that kills itself at a point that it is told: `CAIRN_KILL_WRITE` before the n-th statement that
 * writes to the database, `CAIRN_KILL_REQUEST` when the n-th writing request to the API server was sent and its answer is not there.
 * Ends with 0 where the run came to its end before.
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
  worker.runner.start();
  await over(worker.stores, place.runId);
  await worker.close();
}

void main();
