import type { RootConfigService } from '@backstage/backend-plugin-api';

/** What the plugin reads of the configuration. Absent: not configured. */
export interface PlatformConfig {
  /** Path of the local platform's status file. */
  statusFile?: string;
  /** Base address of the Git host. */
  gitUrl?: string;
  /** Address of the identity provider's OpenID metadata. */
  identityMetadataUrl?: string;
  /** True where this portal builds docs itself, with mkdocs on its PATH. */
  buildsDocs: boolean;
}

export function readPlatformConfig(config: RootConfigService): PlatformConfig {
  const environment =
    config.getOptionalString('auth.environment') ?? 'development';
  return {
    statusFile: config.getOptionalString('cairn.localPlatform.statusFile'),
    gitUrl: config.getOptionalString('cairn.git.url'),
    identityMetadataUrl: config.getOptionalString(
      `auth.providers.oidc.${environment}.metadataUrl`,
    ),
    buildsDocs:
      config.getOptionalString('techdocs.builder') === 'local' &&
      config.getOptionalString('techdocs.generator.runIn') === 'local',
  };
}
