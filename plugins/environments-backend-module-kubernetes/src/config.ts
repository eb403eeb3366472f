import type { Config } from '@backstage/config';

export interface KubernetesEngineConfig {
  /** Namespace in which objects are tried whose own namespace does not exist yet. */
  standInNamespace: string;
}

export function readKubernetesEngineConfig(
  config: Config,
): KubernetesEngineConfig {
  return {
    standInNamespace:
      config.getOptionalString(
        'cairn.environments.kubernetes.standInNamespace',
      ) ?? 'cairn-stand-in',
  };
}
