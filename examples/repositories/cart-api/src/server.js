import { Carts } from './carts.js';
import { createApp, HttpError } from './http.js';

const carts = new Carts({ ttlDays: Number(process.env.CART_TTL_DAYS ?? 14) });

function seenVersion(headers) {
  const version = Number(headers['if-match']);
  if (!Number.isInteger(version))
    throw new HttpError(428, 'Say in If-Match which version you have seen');
  return version;
}

createApp([
  {
    method: 'POST',
    path: /^\/v1\/carts$/,
    handle: () => ({ status: 201, body: carts.create() }),
  },
  {
    method: 'GET',
    path: /^\/v1\/carts\/(?<id>[^/]+)$/,
    handle: ({ params }) => ({ status: 200, body: carts.get(params.id) }),
  },
  {
    method: 'PUT',
    path: /^\/v1\/carts\/(?<id>[^/]+)\/lines\/(?<sku>[^/]+)$/,
    handle: ({ params, headers, body }) => ({
      status: 200,
      body: carts.setLine(
        params.id,
        params.sku,
        body?.quantity,
        seenVersion(headers),
      ),
    }),
  },
]).listen(Number(process.env.PORT ?? 8080));
