import assert from 'node:assert/strict';
import test from 'node:test';
import { Ledger } from '../src/ledger.js';
import { Payments } from '../src/payments.js';

const order = {
  amountCents: 2350,
  method: 'tok_test',
  reference: 'checkout-1',
};

test('the same key holds money once', () => {
  const payments = new Payments();
  const first = payments.authorize('key', order);
  assert.equal(payments.authorize('key', order).id, first.id);
});

test('capture and refund move money, and it always adds up', () => {
  const ledger = new Ledger();
  const payments = new Payments(ledger);
  const { id } = payments.authorize('key', order);
  assert.equal(ledger.balance('market'), 0);
  payments.capture(id);
  assert.equal(ledger.balance('market'), 2350);
  payments.refund(id, 350);
  assert.equal(ledger.balance('market') + ledger.balance('shopper'), 0);
  assert.equal(ledger.balance('market'), 2000);
});

test('no more is given back than was taken', () => {
  const payments = new Payments();
  const { id } = payments.authorize('key', order);
  payments.capture(id);
  assert.throws(() => payments.refund(id, 2351), { status: 422 });
  assert.equal(payments.refund(id, 2350).state, 'refunded');
});

test('what was released cannot be captured', () => {
  const payments = new Payments();
  const { id } = payments.authorize('key', order);
  payments.release(id);
  assert.throws(() => payments.capture(id), { status: 409 });
});
