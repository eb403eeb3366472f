/** An amount in micro-units as its currency writes it, without needless decimals. */
export function moneyWords(amount: {
  monthlyMicros: number;
  currency: string;
}): string {
  const value = amount.monthlyMicros / 1_000_000;
  return new Intl.NumberFormat(undefined, {
    style: 'currency',
    currency: amount.currency,
    minimumFractionDigits: Number.isInteger(value) ? 0 : 2,
  }).format(value);
}
