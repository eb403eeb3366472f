import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Platform } from './service/Platform';

/** `GET /v1/dependencies`: a `PlatformStatus`, for people. */
export function createRouter(options: {
  httpAuth: HttpAuthService;
  platform: Platform;
}): Router {
  const { httpAuth, platform } = options;
  const router = PromiseRouter();

  router.get('/v1/dependencies', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    response
      .set('Cache-Control', 'no-store')
      .json(await platform.status({ credentials }));
  });

  return router;
}
