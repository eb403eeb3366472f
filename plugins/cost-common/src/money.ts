/** An amount in micro-units (a millionth) of its currency, an integer. */
export interface Money {
  micros: number;
  /** ISO 4217, for example `EUR`. */
  currency: string;
}
