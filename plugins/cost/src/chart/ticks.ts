/** About as many steps as an axis of this height has room for. */
const STEPS = 5;
const FACTORS = [1, 2, 5, 10];
const SMALLEST = 1;

/**
 * Where an axis of money has its lines: round steps from zero (or from below it, where something was given back) up to
 * the most or just over it. Steps of 1, 2 or 5 need no more digits than the step itself has.
 *
 * @param least - micro-units of the lowest value
 * @param most - micro-units of the highest value
 */
export function moneyTicks(least: number, most: number): number[] {
  const low = Math.min(0, least);
  const high = Math.max(0, most);
  const rough = Math.max((high - low) / STEPS, SMALLEST);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (FACTORS.find(factor => factor * power >= rough) ?? 10) * power;
  const first = Math.floor(low / step);
  const last = Math.max(Math.ceil(high / step), first + 1);
  return Array.from(
    { length: last - first + 1 },
    (_, index) => (first + index) * step,
  );
}
