import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { RequestHandler } from 'express';

const HEADER = 'x-request-id';

/** What a proxy in front of the portal may have called the request. Anything else could forge lines of the log. */
const PLAIN = /^[A-Za-z0-9._-]{8,64}$/;

/**
 * Names every request in the answer's `x-request-id`: as a proxy named it, else with a UUID. A request that fails is logged by that name, so
 * that the id which a person quotes leads to what happened. The query is left out of the log: it may hold what only the person may know.
 */
export function requestId(logger: LoggerService): RequestHandler {
  return (request, response, next) => {
    const given = request.get(HEADER);
    const id = given && PLAIN.test(given) ? given : randomUUID();
    response.setHeader(HEADER, id);

    const { method, path } = request;
    response.on('finish', () => {
      const { statusCode } = response;
      if (statusCode >= 400) {
        const level = statusCode >= 500 ? 'error' : 'info';
        logger[level](`${method} ${path} was answered ${statusCode}`, {
          requestId: id,
        });
      }
    });
    next();
  };
}
