import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { audited } from '@cairn/plugin-portal-node';
import type { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { Pipelines } from '../service/Pipelines';

const ENTITY = '/v1/entities/:kind/:namespace/:name';

const entitySchema = z.object({
  kind: z.string().min(1).max(100),
  namespace: z.string().min(1).max(100),
  name: z.string().min(1).max(100),
});

const runSchema = z
  .string()
  .regex(/^[\w.-]{1,100}$/, 'must be the id of a run');

const listSchema = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(200).optional(),
  branch: z.string().max(1024).optional(),
});

const logSchema = z.object({
  after: z.coerce.number().int().min(0).optional(),
});

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    throw new InputError(z.prettifyError(parsed.error));
  }
  return parsed.data;
}

function entityOf(request: Request): string {
  return stringifyEntityRef(parse(entitySchema, request.params));
}

/** For people, below `/v1/entities/:kind/:namespace/:name`: what `PipelinesApi` names. */
export function createRouter(options: {
  pipelines: Pipelines;
  httpAuth: HttpAuthService;
  auditor: AuditorService;
}): Router {
  const { pipelines, httpAuth, auditor } = options;
  const router = PromiseRouter();
  const viewer = async (request: Request) => ({
    credentials: await httpAuth.credentials(request, { allow: ['user'] }),
  });

  router.use((_, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });

  router.get(`${ENTITY}/runs`, async (request, response) => {
    const query = parse(listSchema, request.query);
    response.json(
      await pipelines.listRuns(entityOf(request), query, await viewer(request)),
    );
  });

  router.get(`${ENTITY}/runs/:id`, async (request, response) => {
    const id = parse(runSchema, request.params.id);
    response.json(
      await pipelines.getRun(entityOf(request), id, await viewer(request)),
    );
  });

  router.get(`${ENTITY}/runs/:id/log`, async (request, response) => {
    const id = parse(runSchema, request.params.id);
    const { after } = parse(logSchema, request.query);
    response.json(
      await pipelines.getLog(
        entityOf(request),
        id,
        after,
        await viewer(request),
      ),
    );
  });

  for (const action of ['rerun', 'cancel'] as const) {
    router.post(`${ENTITY}/runs/:id/${action}`, async (request, response) => {
      const id = parse(runSchema, request.params.id);
      const entityRef = entityOf(request);
      const who = await viewer(request);
      response.status(202).json(
        await audited(
          auditor,
          {
            eventId: `pipeline-${action}`,
            severityLevel: 'low',
            request,
            meta: { entityRef, run: id },
          },
          () => pipelines[action](entityRef, id, who),
          run => ({
            repository: run.repository,
            commit: run.commit.sha,
            result: run.id,
          }),
        ),
      );
    });
  }

  return router;
}
