import { AuthenticationError, InputError } from '@backstage/errors';
import express, { type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Pipelines } from '../push/Pipelines';
import { readPush } from '../push/pushEvent';
import { isSigned } from './signature';

/** A push with thousands of commits; Gitea tells of the newest few only. */
const MAX_BODY = '2mb';

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new InputError('The body is not JSON', error);
  }
}

/** `POST /push`: what the Git host tells of pushes, signed with the secret of the webhook. */
export function createHooksRouter(options: {
  pipelines: Pipelines;
  secret: () => Promise<string>;
}): Router {
  const router = PromiseRouter();
  router.post(
    '/push',
    express.raw({ type: () => true, limit: MAX_BODY }),
    async (request, response) => {
      const body: unknown = request.body;
      const secret = await options.secret();
      if (
        !Buffer.isBuffer(body) ||
        !isSigned(body, request.get('x-gitea-signature'), secret)
      ) {
        throw new AuthenticationError(
          'The signature is not that of the webhook’s secret',
        );
      }
      if (request.get('x-gitea-event') !== 'push') {
        response.json({ ignored: 'Only pushes start pipelines' });
        return;
      }
      const push = readPush(parseJson(body));
      if ('ignored' in push) {
        response.json(push);
        return;
      }
      const runs = await options.pipelines.push(push);
      response.status(202).json({ runs: runs.map(({ id }) => id) });
    },
  );
  return router;
}
