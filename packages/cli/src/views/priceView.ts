import { formatMoney, type Price } from '@cairn/plugin-cost-common';
import { plain } from '../output/plain';

/** What it would cost a month, and what is not in that. */
export function priceLines(price: Price | undefined): string[] {
  if (!price) {
    return ['Price:  unknown, no price list is configured'];
  }
  const { currency, monthlyMicros, unpriced, ceilingMonthlyMicros } = price;
  const ceiling =
    ceilingMonthlyMicros === undefined
      ? ''
      : `, at most ${formatMoney(
          ceilingMonthlyMicros,
          currency,
        )} with its quota used up`;
  return [
    `Price:  ${formatMoney(monthlyMicros, currency)} a month${ceiling}${
      price.complete ? '' : ', not counting what has no price'
    } (price list ${plain(price.priceList.name)})`,
    ...unpriced.map(
      ({ object, reason }) =>
        `  no price  ${plain(object.kind)}/${plain(object.name)}: ${plain(
          reason,
        )}`,
    ),
  ];
}
