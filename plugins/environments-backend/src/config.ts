import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';

export interface EnvironmentsConfig {
  observeEvery: HumanDuration;
  planTtlMs: number;
  concurrentRuns: number;
  /** Without a trailing slash; empty where none is configured. */
  gitUrl: string;
}

/** @throws InputError naming the key */
export function readEnvironmentsConfig(config: Config): EnvironmentsConfig {
  const concurrentRuns =
    config.getOptionalNumber('cairn.environments.concurrentRuns') ?? 4;
  if (!Number.isInteger(concurrentRuns) || concurrentRuns < 1) {
    throw new InputError(
      `cairn.environments.concurrentRuns must be a whole number of at least 1, not ${concurrentRuns}`,
    );
  }
  return {
    observeEvery: duration(config, 'observeEvery', { seconds: 30 }),
    planTtlMs: durationToMilliseconds(
      duration(config, 'planTtl', { hours: 24 }),
    ),
    concurrentRuns,
    gitUrl: (config.getOptionalString('cairn.git.url') ?? '').replace(
      /\/+$/,
      '',
    ),
  };
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
