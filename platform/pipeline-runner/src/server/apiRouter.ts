import { AuthenticationError, InputError } from '@backstage/errors';
import express, { type Request, type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { Pipelines } from '../push/Pipelines';
import { isSameSecret } from './signature';

const listSchema = z.object({
  repository: z.string().max(201).optional(),
  branch: z.string().max(1024).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(100).optional(),
});

const logSchema = z.object({
  after: z.coerce.number().int().min(0).default(0),
});

const bySchema = z.object({ by: z.string().trim().min(1).max(300) });

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    throw new InputError(z.prettifyError(parsed.error));
  }
  return parsed.data;
}

/**
 * For the portal, with a bearer token:
 * - `GET /status`: `{ queued, running }`.
 * - `GET /runs?repository=&branch=&limit=&cursor=`: `PipelineRunPage`.
 * - `GET /runs/:id`: `PipelineRun`.
 * - `GET /runs/:id/log?after=`: `PipelineLog`.
 * - `POST /runs/:id/rerun` and `/cancel` with `{ by }`: `PipelineRun`.
 */
export function createApiRouter(options: {
  pipelines: Pipelines;
  token: () => Promise<string>;
}): Router {
  const { pipelines, token } = options;
  const router = PromiseRouter();

  router.use(async (request: Request, response) => {
    const given = /^Bearer (.+)$/.exec(request.get('authorization') ?? '')?.[1];
    if (!given || !isSameSecret(given, await token())) {
      throw new AuthenticationError(
        'The token is missing or not the right one',
      );
    }
    response.set('Cache-Control', 'no-store');
    return 'next';
  });
  router.use(express.json({ limit: '10kb' }));

  router.get('/status', async (_, response) => {
    response.json(pipelines.status);
  });
  router.get('/runs', async (request, response) => {
    response.json(pipelines.list(parse(listSchema, request.query)));
  });
  router.get('/runs/:id', async (request, response) => {
    response.json(pipelines.get(request.params.id));
  });
  router.get('/runs/:id/log', async (request, response) => {
    const { after } = parse(logSchema, request.query);
    response.json(pipelines.log(request.params.id, after));
  });
  router.post('/runs/:id/rerun', async (request, response) => {
    const { by } = parse(bySchema, request.body);
    response.status(202).json(pipelines.rerun(request.params.id, by));
  });
  router.post('/runs/:id/cancel', async (request, response) => {
    const { by } = parse(bySchema, request.body);
    response.status(202).json(pipelines.cancel(request.params.id, by));
  });

  return router;
}
