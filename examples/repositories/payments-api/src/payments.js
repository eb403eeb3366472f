import { randomUUID } from 'node:crypto';
import { HttpError } from './http.js';
import { Ledger } from './ledger.js';

/** Payments and their states; what moved is in the ledger. */
export class Payments {
  #payments = new Map();
  #byKey = new Map();
  #ledger;

  constructor(ledger = new Ledger()) {
    this.#ledger = ledger;
  }

  /** Holds an amount. The same key gives the same payment, however often it is sent. */
  authorize(key, { amountCents, method, reference }) {
    const known = this.#byKey.get(key);
    if (known) return known;
    if (!Number.isInteger(amountCents) || amountCents < 50)
      throw new HttpError(422, 'amountCents must be a whole number from 50');
    const payment = {
      id: randomUUID(),
      state: 'held',
      amountCents,
      method,
      reference,
    };
    this.#payments.set(payment.id, payment);
    this.#byKey.set(key, payment);
    return payment;
  }

  capture(id) {
    const payment = this.#inState(id, 'held');
    this.#ledger.move({
      from: 'shopper',
      to: 'market',
      cents: payment.amountCents,
      paymentId: id,
    });
    payment.state = 'captured';
    return payment;
  }

  release(id) {
    const payment = this.#inState(id, 'held');
    payment.state = 'released';
    return payment;
  }

  refund(id, amountCents) {
    const payment = this.#inState(id, 'captured');
    const left = this.#ledger.balance('market', id);
    if (amountCents > left)
      throw new HttpError(422, `Only ${left} cents are left of this payment`);
    this.#ledger.move({
      from: 'market',
      to: 'shopper',
      cents: amountCents,
      paymentId: id,
    });
    if (amountCents === left) payment.state = 'refunded';
    return payment;
  }

  #inState(id, state) {
    const payment = this.#payments.get(id);
    if (!payment) throw new HttpError(404, `There is no payment ${id}`);
    if (payment.state !== state)
      throw new HttpError(409, `The payment is ${payment.state}, not ${state}`);
    return payment;
  }
}
