import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { dismissalSchema, visitSchema } from '@cairn/plugin-first-hour-common';
import express, { type Request, type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { FirstHour } from './service/FirstHour';

/** `/api/first-hour/v1`. Everything is about the user who asks, and nobody can ask about another. */
export function createRouter(options: {
  firstHour: FirstHour;
  httpAuth: HttpAuthService;
}): Router {
  const { firstHour, httpAuth } = options;
  const router = PromiseRouter();
  router.use(express.json({ limit: '2kb' }));

  const userOf = async (request: Request) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    return credentials.principal.userEntityRef;
  };

  router.get('/v1/progress', async (request, response) => {
    response.json(await firstHour.progress(await userOf(request)));
  });

  router.post('/v1/progress/visits', async (request, response) => {
    const user = await userOf(request);
    const { step } = parse(visitSchema, request.body);
    response.json(await firstHour.done(user, step));
  });

  router.put('/v1/progress/dismissed', async (request, response) => {
    const user = await userOf(request);
    const { dismissed } = parse(dismissalSchema, request.body);
    response.json(await firstHour.setDismissed(user, dismissed));
  });

  return router;
}

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (!result.success) {
    throw new InputError(
      `The body is not what it should be: ${z.prettifyError(result.error)}`,
    );
  }
  return result.data;
}
