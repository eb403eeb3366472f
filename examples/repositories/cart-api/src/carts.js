import { randomUUID } from 'node:crypto';
import { HttpError } from './http.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Baskets by id. A write names the version that its writer saw, so that two devices never overwrite each other. */
export class Carts {
  #carts = new Map();
  #ttlMs;
  #now;

  constructor({ ttlDays = 14, now = Date.now } = {}) {
    this.#ttlMs = ttlDays * DAY_MS;
    this.#now = now;
  }

  create() {
    const cart = { id: randomUUID(), version: 1, lines: [] };
    this.#store(cart);
    return cart;
  }

  get(id) {
    const entry = this.#carts.get(id);
    if (!entry || entry.until < this.#now())
      throw new HttpError(404, `There is no cart ${id}`);
    return entry.cart;
  }

  /** Sets the quantity of one product; zero takes the line out. */
  setLine(id, sku, quantity, seenVersion) {
    if (!Number.isInteger(quantity) || quantity < 0 || quantity > 99)
      throw new HttpError(422, 'quantity must be a whole number from 0 to 99');
    const cart = this.get(id);
    if (cart.version !== seenVersion)
      throw new HttpError(
        409,
        `The cart is at version ${cart.version}; read it again`,
      );
    const others = cart.lines.filter(line => line.sku !== sku);
    const next = {
      ...cart,
      version: cart.version + 1,
      lines: quantity === 0 ? others : [...others, { sku, quantity }],
    };
    this.#store(next);
    return next;
  }

  #store(cart) {
    this.#carts.set(cart.id, { cart, until: this.#now() + this.#ttlMs });
  }
}
