import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Policies } from './service/Policies';

/**
 * For people:
 * - `GET /v1/rules`: `PolicyRules`; 503 where OPA does not answer as it should.
 * - `GET /v1/status`: `PolicyStatus`.
 */
export function createRouter(options: {
  httpAuth: HttpAuthService;
  policies: Policies;
}): Router {
  const { httpAuth, policies } = options;
  const router = PromiseRouter();

  router.get('/v1/rules', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    response.json(await policies.rules({ credentials }));
  });

  router.get('/v1/status', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    response
      .set('Cache-Control', 'no-store')
      .json(await policies.status({ credentials }));
  });

  return router;
}
