import { stringifyEntityRef, parseEntityRef } from '@backstage/catalog-model';
import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import express, { type Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import type { Health } from './service/Health';

const MAX_REFS = 100;
const MAX_REF_CHARS = 500;

const paramsSchema = z.object({
  kind: z.string().min(1).max(MAX_REF_CHARS),
  namespace: z.string().min(1).max(MAX_REF_CHARS),
  name: z.string().min(1).max(MAX_REF_CHARS),
});
const batchSchema = z.object({
  entityRefs: z.array(z.string().min(1).max(MAX_REF_CHARS)).max(MAX_REFS),
});

/** `GET /v1/entities/:kind/:namespace/:name` and `POST /v1/batch`, for people. */
export function createRouter(options: {
  health: Health;
  httpAuth: HttpAuthService;
}): ExpressRouter {
  const { health, httpAuth } = options;
  const router = Router();
  router.use(express.json({ limit: '64kb', strict: true }));

  router.get('/v1/entities/:kind/:namespace/:name', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const params = paramsSchema.safeParse(req.params);
    if (!params.success) {
      throw new InputError('The address must be /entities/KIND/NAMESPACE/NAME');
    }
    res.json(
      await health.get(stringifyEntityRef(params.data), { credentials }),
    );
  });

  router.post('/v1/batch', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const body = batchSchema.safeParse(req.body);
    if (!body.success) {
      throw new InputError(
        `The body must be {"entityRefs": […]} with at most ${MAX_REFS} entity refs, for example component:default/cart-api`,
      );
    }
    const entityRefs = [...new Set(body.data.entityRefs.map(canonicalRef))];
    res.json(await health.summaries(entityRefs, { credentials }));
  });

  return router;
}

function canonicalRef(ref: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(ref));
  } catch {
    throw new InputError(
      `"${ref.slice(0, 100)}" is not an entity ref; write kind:namespace/name`,
    );
  }
}
