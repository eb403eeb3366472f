import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import express, { type Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import type { Costs } from '../service/Costs';

const MOST_REFS = 100;
const MOST_OBJECTS = 500;
const MOST_DAYS = 400;

const ref = z
  .string()
  .min(1)
  .max(500)
  .transform((text, context) => {
    try {
      return stringifyEntityRef(parseEntityRef(text));
    } catch {
      context.addIssue({
        code: 'custom',
        message:
          'must be an entity ref, for example component:default/cart-api',
      });
      return z.NEVER;
    }
  });

const paramsSchema = z
  .object({ kind: z.string(), namespace: z.string(), name: z.string() })
  .transform(({ kind, namespace, name }) => `${kind}:${namespace}/${name}`)
  .pipe(ref);

const reportSchema = z.strictObject({
  days: z.coerce.number().int().min(1).max(MOST_DAYS).default(90),
  split: z.enum(['environment', 'resource']).default('environment'),
});

const batchSchema = z.strictObject({
  entityRefs: z.array(ref).max(MOST_REFS),
});

const overviewSchema = z.strictObject({
  by: z
    .enum(['group', 'system', 'entity', 'environment', 'resource', 'class'])
    .default('group'),
  month: z
    .string()
    .regex(
      /^20\d{2}-(0[1-9]|1[0-2])$/,
      'must be a month of this century, for example 2026-01',
    )
    .optional(),
  search: z.string().max(100).optional(),
  sort: z.enum(['title', 'micros', 'previousMicros']).optional(),
  order: z.enum(['asc', 'desc']).optional(),
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});

const objectsSchema = z.strictObject({
  objects: z.array(z.record(z.string(), z.unknown())).max(MOST_OBJECTS),
});

/** The routes of `CostApi`. */
export function createRouter(options: {
  costs: Costs;
  httpAuth: HttpAuthService;
}): ExpressRouter {
  const { costs, httpAuth } = options;
  const router = Router();
  router.use(express.json({ limit: '1mb', strict: true }));

  router.get('/v1/entities/:kind/:namespace/:name', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const entityRef = parse(paramsSchema, req.params);
    const report = parse(reportSchema, req.query);
    res.json(await costs.report(entityRef, report, { credentials }));
  });

  router.post('/v1/batch', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const { entityRefs } = parse(batchSchema, req.body);
    const items = await costs.summaries([...new Set(entityRefs)], {
      credentials,
    });
    res.json({ items });
  });

  router.get('/v1/overview', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    res.json(
      await costs.overview(parse(overviewSchema, req.query), { credentials }),
    );
  });

  router.get('/v1/prices', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    res.json(await costs.priceList({ credentials }));
  });

  router.post('/v1/price', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const { objects } = parse(objectsSchema, req.body);
    res.json(await costs.price(objects, { credentials }));
  });

  return router;
}

/** @throws InputError saying what is wrong, and where */
function parse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value);
  if (!result.success) {
    throw new InputError(
      result.error.issues
        .map(({ path, message }) => [...path, message].join(': '))
        .join('; '),
    );
  }
  return result.data;
}
