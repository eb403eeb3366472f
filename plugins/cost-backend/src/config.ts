import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';

export interface CostConfig {
  collectEvery: HumanDuration;
  /** How long hours are kept, in days. */
  hoursKept: number;
  /** How long sums of days are kept, in days. */
  daysKept: number;
  sample: boolean;
}

const DAY_MS = 86_400_000;

/** @throws InputError naming the key */
export function readCostConfig(config: Config): CostConfig {
  const collectEvery = duration(config, 'collectEvery', { minutes: 5 });
  const every = durationToMilliseconds(collectEvery);
  if (every < 10_000 || every > 3_600_000) {
    throw new InputError(
      'cairn.cost.collectEvery must be between 10 seconds and an hour',
    );
  }
  return {
    collectEvery,
    hoursKept: days(config, 'retention.hours', { days: 45 }),
    daysKept: days(config, 'retention.days', { days: 400 }),
    sample: config.getOptionalBoolean('cairn.cost.sample') ?? false,
  };
}

/** Two days at least: yesterday's sums are still worked out today. */
function days(config: Config, key: string, fallback: HumanDuration): number {
  const kept = Math.floor(
    durationToMilliseconds(duration(config, key, fallback)) / DAY_MS,
  );
  if (kept < 2) {
    throw new InputError(`cairn.cost.${key} must be at least 2 days`);
  }
  return kept;
}

function duration(
  config: Config,
  key: string,
  fallback: HumanDuration,
): HumanDuration {
  const path = `cairn.cost.${key}`;
  return config.has(path)
    ? readDurationFromConfig(config, { key: path })
    : fallback;
}
