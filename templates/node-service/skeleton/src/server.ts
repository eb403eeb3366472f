import { setTimeout as pause } from 'node:timers/promises';
import { createApp } from './app.js';

const port = Number(process.env.PORT ?? 8080);
const host = process.env.HOST ?? '0.0.0.0';
/** How long it still answers after it said that it is not ready: the time that everybody needs to notice. */
const drainMs = Number(process.env.DRAIN_MS ?? 3000);

let ready = false;
let stopping = false;
const app = await createApp({
  isReady: () => ready,
  ...(process.env.LOG_LEVEL && { logLevel: process.env.LOG_LEVEL }),
});

async function stop(signal: string): Promise<void> {
  if (stopping) {
    return;
  }
  stopping = true;
  ready = false;
  app.log.info({ signal }, 'stopping');
  await pause(drainMs);
  await app.close();
}

for (const signal of ['SIGTERM', 'SIGINT']) {
  process.once(signal, () => {
    stop(signal).catch(error => {
      app.log.error(error, 'did not stop cleanly');
      process.exitCode = 1;
    });
  });
}

await app.listen({ port, host });
ready = true;
