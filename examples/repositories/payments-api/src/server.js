import { createApp, HttpError } from './http.js';
import { Payments } from './payments.js';

const payments = new Payments();

const paymentRoute = (action, handle) => ({
  method: 'POST',
  path: new RegExp(`^/v1/payments/(?<id>[^/]+)/${action}$`),
  handle,
});

createApp([
  {
    method: 'POST',
    path: /^\/v1\/payments$/,
    handle: ({ headers, body }) => {
      const key = headers['idempotency-key'];
      if (!key) throw new HttpError(428, 'Send an Idempotency-Key');
      return { status: 201, body: payments.authorize(key, body ?? {}) };
    },
  },
  paymentRoute('capture', ({ params }) => ({
    status: 200,
    body: payments.capture(params.id),
  })),
  paymentRoute('release', ({ params }) => ({
    status: 200,
    body: payments.release(params.id),
  })),
  paymentRoute('refunds', ({ params, body }) => ({
    status: 201,
    body: payments.refund(params.id, body?.amountCents),
  })),
]).listen(Number(process.env.PORT ?? 8080));
