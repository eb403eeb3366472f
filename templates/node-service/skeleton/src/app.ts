import { readFileSync } from 'node:fs';
import Fastify, { type FastifyInstance } from 'fastify';
import { greetingRoutes } from './greeting.js';
import { addMetrics } from './metrics.js';

/** The contract. The catalog shows the same file. */
const contract: unknown = JSON.parse(
  readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8'),
);

export interface AppOptions {
  /** False while it must not get requests: before it can answer them, and once it is stopping. */
  isReady: () => boolean;
  /** Default `info`. */
  logLevel?: string;
}

/** The whole service, without a port. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: { level: options.logLevel ?? 'info' },
    // Behind a load balancer that closes idle connections itself: let it be the first.
    keepAliveTimeout: 72_000,
    requestTimeout: 30_000,
  });
  addMetrics(app);

  // Whether the process works at all: where this fails, it is started again.
  app.get('/healthz', async () => ({ status: 'ok' }));
  // Whether it should get requests now: where this fails, it gets none until it passes.
  app.get('/readyz', async (_request, reply) =>
    options.isReady()
      ? { status: 'ready' }
      : reply.code(503).send({ status: 'not ready' }),
  );
  app.get('/openapi.json', async () => contract);
  await app.register(greetingRoutes);
  return app;
}
