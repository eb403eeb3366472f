import { HttpError } from './http.js';

async function call(url, init) {
  const response = await fetch(url, {
    ...init,
    signal: AbortSignal.timeout(5000),
  });
  const body = await response.json();
  if (!response.ok) throw new HttpError(response.status, body.error);
  return body;
}

/** The steps of a checkout against the cart and payments services at the given addresses. */
export function checkoutSteps({ cartUrl, paymentsUrl }) {
  return [
    {
      name: 'pricing',
      async run(checkout) {
        const cart = await call(`${cartUrl}/v1/carts/${checkout.cartId}`);
        if (cart.version !== checkout.cartVersion)
          throw new HttpError(409, 'The basket changed; look at it again');
        checkout.totalCents = checkout.quotedCents;
      },
    },
    {
      name: 'paying',
      async run(checkout) {
        const payment = await call(`${paymentsUrl}/v1/payments`, {
          method: 'POST',
          headers: { 'idempotency-key': checkout.id },
          body: JSON.stringify({
            amountCents: checkout.totalCents,
            method: checkout.paymentMethod,
            reference: checkout.id,
          }),
        });
        checkout.paymentId = payment.id;
      },
      async undo(checkout) {
        await call(`${paymentsUrl}/v1/payments/${checkout.paymentId}/release`, {
          method: 'POST',
        });
      },
    },
    {
      name: 'capturing',
      async run(checkout) {
        await call(`${paymentsUrl}/v1/payments/${checkout.paymentId}/capture`, {
          method: 'POST',
        });
      },
    },
  ];
}
