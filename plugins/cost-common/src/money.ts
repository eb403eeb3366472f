/** An amount in micro-units (a millionth) of its currency, an integer. */
export interface Money {
  micros: number;
  /** ISO 4217, for example `EUR`. */
  currency: string;
}

/** What stands where an amount is not known: never a zero. */
export const UNKNOWN_MONEY = 'unknown';

const MICROS = 1_000_000;
/** From here on, cents say nothing. */
const WHOLE_FROM = 1000 * MICROS;

/**
 * An amount as a person reads it: whole units where it is whole or at least a thousand, else with the digits of the
 * currency. What is more than nothing but too small to be seen is `<$0.01`, and what is not known is `unknown`.
 *
 * @param micros - micro-units of the currency; undefined or not finite: not known.
 * @param currency - ISO 4217; a code that is none stands before the number as it is.
 * @param locale - BCP 47; default that of the browser or process.
 */
export function formatMoney(
  micros: number | undefined,
  currency: string,
  locale?: string,
): string {
  if (micros === undefined || !Number.isFinite(micros)) return UNKNOWN_MONEY;
  const format = formatterOf(currency, locale);
  const { maximumFractionDigits: digits = 2 } = format.resolvedOptions();
  const smallest = MICROS / 10 ** digits;
  const size = Math.abs(micros);
  if (size !== 0 && size < smallest) {
    return micros > 0
      ? `<${format.format(smallest / MICROS)}`
      : `>${format.format(-smallest / MICROS)}`;
  }
  const whole = size >= WHOLE_FROM || size % MICROS === 0;
  return (whole ? formatterOf(currency, locale, 0) : format).format(
    // Adding zero makes a negative zero a plain one.
    micros / MICROS + 0,
  );
}

/** A difference with its sign, `+$12.40`; none is `±` nothing. */
export function formatMoneyChange(
  micros: number | undefined,
  currency: string,
  locale?: string,
): string {
  const words = formatMoney(
    micros === undefined ? undefined : Math.abs(micros),
    currency,
    locale,
  );
  if (micros === undefined || !Number.isFinite(micros)) return words;
  if (micros === 0) return `±${words}`;
  return `${micros > 0 ? '+' : '−'}${words}`;
}

/** A price per unit, which may be much less than a cent: up to six digits, none of them needless. */
export function formatRate(
  micros: number | undefined,
  currency: string,
  locale?: string,
): string {
  if (micros === undefined || !Number.isFinite(micros)) return UNKNOWN_MONEY;
  return formatterOf(currency, locale, 6).format(micros / MICROS + 0);
}

/** With `digits`: that many at most, and those of the currency at least where that is more than none. */
function formatterOf(currency: string, locale?: string, digits?: number) {
  const options: Intl.NumberFormatOptions =
    digits === undefined
      ? {}
      : {
          maximumFractionDigits: digits,
          ...(digits === 0 ? { minimumFractionDigits: 0 } : {}),
        };
  try {
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      ...options,
    });
  } catch (error) {
    // A code that no currency could have, from a price list: the number is still worth showing.
    if (!(error instanceof RangeError)) throw error;
    const plain = new Intl.NumberFormat(locale, {
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
      ...options,
    });
    return {
      format: (value: number) => `${currency} ${plain.format(value)}`,
      resolvedOptions: () => plain.resolvedOptions(),
    };
  }
}
