import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';
import type { RunLimits } from './runs/Runner';

export interface EnvironmentsConfig {
  observeEvery: HumanDuration;
  planTtlMs: number;
  searchOrphansEvery: HumanDuration;
  limits: RunLimits;
  /** Installation ids. */
  otherLedgers: string[];
  /** Without a trailing slash; empty where none is configured. */
  gitUrl: string;
}

/** @throws InputError naming the key */
export function readEnvironmentsConfig(config: Config): EnvironmentsConfig {
  return {
    searchOrphansEvery: duration(config, 'searchOrphansEvery', { minutes: 10 }),
    observeEvery: duration(config, 'observeEvery', { minutes: 5 }),
    planTtlMs: durationToMilliseconds(
      duration(config, 'planTtl', { hours: 24 }),
    ),
    limits: {
      concurrentRuns: count(config, 'concurrentRuns', 16),
      runsPerGroup: count(config, 'runsPerGroup', 4),
      runsPerCluster: count(config, 'runsPerCluster', 12),
    },
    otherLedgers:
      config.getOptionalStringArray('cairn.environments.otherLedgers') ?? [],
    gitUrl: (config.getOptionalString('cairn.git.url') ?? '').replace(
      /\/+$/,
      '',
    ),
  };
}

function count(config: Config, key: string, fallback: number): number {
  const path = `cairn.environments.${key}`;
  const value = config.getOptionalNumber(path) ?? fallback;
  if (!Number.isInteger(value) || value < 1) {
    throw new InputError(
      `${path} must be a whole number of at least 1, not ${value}`,
    );
  }
  return value;
}

function duration(
  config: Config,
  key: string,
  fallback: HumanDuration,
): HumanDuration {
  const path = `cairn.environments.${key}`;
  return config.has(path)
    ? readDurationFromConfig(config, { key: path })
    : fallback;
}
