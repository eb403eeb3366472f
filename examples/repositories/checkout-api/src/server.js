import { randomUUID } from 'node:crypto';
import { createApp, HttpError } from './http.js';
import { runSaga } from './saga.js';
import { checkoutSteps } from './steps.js';

const steps = checkoutSteps({
  cartUrl: process.env.CART_URL,
  paymentsUrl: process.env.PAYMENTS_URL,
});
const checkouts = new Map();
const byKey = new Map();

function start(key, request) {
  const known = byKey.get(key);
  if (known) return known;
  const checkout = { ...request, id: randomUUID(), state: 'pricing' };
  checkouts.set(checkout.id, checkout);
  byKey.set(key, checkout);
  runSaga(steps, checkout, state => {
    checkout.state = state;
  }).then(result => {
    if (result.ok) return;
    checkout.failure = result.reason;
    for (const { step, reason } of result.stuck)
      console.error(`checkout ${checkout.id}: ${step} not undone: ${reason}`);
  });
  return checkout;
}

createApp([
  {
    method: 'POST',
    path: /^\/v3\/checkouts$/,
    handle: ({ headers, body }) => {
      const key = headers['idempotency-key'];
      if (!key) throw new HttpError(428, 'Send an Idempotency-Key');
      return { status: 202, body: start(key, body) };
    },
  },
  {
    method: 'GET',
    path: /^\/v3\/checkouts\/(?<id>[^/]+)$/,
    handle: ({ params }) => {
      const checkout = checkouts.get(params.id);
      if (!checkout)
        throw new HttpError(404, `There is no checkout ${params.id}`);
      return { status: 200, body: checkout };
    },
  },
]).listen(Number(process.env.PORT ?? 8080));
