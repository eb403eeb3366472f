import { readDurationFromConfig, type Config } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';

/** The Git host, and where in it repositories are made. */
export interface GitConfig {
  /** Without a trailing slash. */
  url: string;
  organization: string;
  /** Absent: what is public is read without one. */
  tokenFile?: string;
}

export interface GoldenPathsConfig {
  /** Undefined where none is configured: every plan says so. */
  git?: GitConfig;
  kustomize: string;
  planTtlMs: number;
}

export function readGoldenPathsConfig(config: Config): GoldenPathsConfig {
  const url = config.getOptionalString('cairn.git.url');
  const organization = config.getOptionalString('cairn.git.organization');
  const ttl = 'cairn.goldenPaths.planTtl';
  return {
    ...(url &&
      organization && {
        git: {
          url: url.replace(/\/+$/, ''),
          organization,
          tokenFile: config.getOptionalString('cairn.git.tokenFile'),
        },
      }),
    kustomize:
      config.getOptionalString('cairn.goldenPaths.kustomize') ?? 'kustomize',
    planTtlMs: durationToMilliseconds(
      config.has(ttl)
        ? readDurationFromConfig(config, { key: ttl })
        : { hours: 1 },
    ),
  };
}
