import type { PricedResource, PriceLine } from '../price';

/** Hours of a month, wherever a price is given by the month: 365 days, in twelve parts. */
export const HOURS_PER_MONTH = 730;

/** A thousandth of a millionth: how fine what is held is counted. */
const NANO = 1_000_000_000n;

/** What one of a resource's units is, in billionths of what Kubernetes counts in. */
const nanoPerUnit: Record<PricedResource, bigint> = {
  cpu: NANO,
  memory: NANO << 30n,
  storage: NANO << 30n,
  'load-balancer': NANO,
};

export const unitOf: Record<PricedResource, PriceLine['unit']> = {
  cpu: 'core',
  memory: 'GiB',
  storage: 'GiB',
  'load-balancer': 'piece',
};

/** More than this a month is not believed to be meant, and would not be counted exactly when it is summed: ten million. */
export const MOST_MICROS = 10_000_000_000_000n;

/** One piece of something, as an amount. */
export const ONE_PIECE = NANO;

/**
 * What an amount costs, in micro-units: multiplied first and divided once, in whole numbers of any size, and half a micro-unit is
 * rounded up. So it never drifts, and does not depend on the machine.
 *
 * @param amount - in billionths of what Kubernetes counts in: nano-cores, nano-bytes, nano-pieces
 */
export function microsFor(
  resource: PricedResource,
  amount: bigint,
  hourlyMicros: number,
  hours: number = HOURS_PER_MONTH,
): bigint {
  const unit = nanoPerUnit[resource];
  return (
    (2n * amount * BigInt(hourlyMicros) * BigInt(hours) + unit) / (2n * unit)
  );
}

/** An amount as a person reads it, in {@link unitOf} the resource. */
export function inUnits(resource: PricedResource, amount: bigint): number {
  return Number(amount) / Number(nanoPerUnit[resource]);
}
