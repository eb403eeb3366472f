/**
 * Double entry: every entry moves cents from one account to another, so all balances together are always zero.
 * Entries are only ever added.
 */
export class Ledger {
  #entries = [];

  move({ from, to, cents, paymentId }) {
    if (!Number.isInteger(cents) || cents <= 0)
      throw new Error(
        `cannot move ${cents} cents: not a whole number above zero`,
      );
    this.#entries.push(Object.freeze({ from, to, cents, paymentId }));
  }

  /** Cents that came into `account` less those that left it, of one payment or of all. */
  balance(account, paymentId) {
    return this.#entries
      .filter(entry => !paymentId || entry.paymentId === paymentId)
      .reduce(
        (sum, { from, to, cents }) =>
          sum + (to === account ? cents : 0) - (from === account ? cents : 0),
        0,
      );
  }
}
