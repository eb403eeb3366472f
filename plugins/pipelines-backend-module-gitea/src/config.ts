import type { Config } from '@backstage/config';

/** The runner, as configured. */
export interface RunnerConfig {
  /** Without a trailing slash. */
  url: string;
  /** It may not be there yet. */
  tokenFile: string;
}

/** Undefined where no runner is configured. */
export function readRunnerConfig(config: Config): RunnerConfig | undefined {
  const pipelines = config.getOptionalConfig('cairn.pipelines');
  return (
    pipelines && {
      url: pipelines.getString('url').replace(/\/+$/, ''),
      tokenFile: pipelines.getString('tokenFile'),
    }
  );
}
