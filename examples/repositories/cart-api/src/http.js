import { createServer } from 'node:http';

const MAX_BODY_BYTES = 64 * 1024;

/** An answer that is not 2xx: `status`, and a `message` that the caller may read. */
export class HttpError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function readJson(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES)
      throw new HttpError(413, 'The body is too large');
    chunks.push(chunk);
  }
  if (size === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new HttpError(400, 'The body is not JSON');
  }
}

/**
 * Serves `routes`: `{ method, path: RegExp, handle({ params, headers, body }) }`, where a handler returns
 * `{ status, type?, body }`. `/live` and `/ready` are always there.
 */
export function createApp(routes, { ready = () => true } = {}) {
  return createServer(async (request, response) => {
    const send = ({ status, type = 'application/json', body }) => {
      response.writeHead(status, { 'content-type': type });
      response.end(type === 'application/json' ? JSON.stringify(body) : body);
    };
    try {
      const { pathname } = new URL(request.url, 'http://localhost');
      if (pathname === '/live') return send({ status: 200, body: 'live' });
      if (pathname === '/ready')
        return send({ status: ready() ? 200 : 503, body: ready() });
      for (const route of routes) {
        const match = route.path.exec(pathname);
        if (!match || route.method !== request.method) continue;
        return send(
          await route.handle({
            params: match.groups ?? {},
            headers: request.headers,
            body: await readJson(request),
          }),
        );
      }
      throw new HttpError(404, `There is no ${request.method} ${pathname}`);
    } catch (error) {
      const status = error instanceof HttpError ? error.status : 500;
      if (status === 500) console.error(error);
      return send({
        status,
        body: { error: status === 500 ? 'Something broke' : error.message },
      });
    }
  });
}
