import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { PlatformDependency } from '@cairn/plugin-platform-node';
import { Mkdocs } from './clients/Mkdocs';
import { readDatabaseVersion } from './clients/readDatabaseVersion';
import { readGiteaVersion } from './clients/readGiteaVersion';
import { readIdentityProvider } from './clients/readIdentityProvider';
import type { PlatformConfig } from './config';

/** What every portal needs, whichever of our plugins it has. */
export function builtInDependencies(
  config: PlatformConfig,
  database: DatabaseService,
): PlatformDependency[] {
  return [
    databaseDependency(database),
    identityDependency(config.identityMetadataUrl),
    gitDependency(config.gitUrl),
    docsGeneratorDependency(config.buildsDocs),
  ];
}

function databaseDependency(database: DatabaseService): PlatformDependency {
  return {
    id: 'database',
    title: 'Database',
    description: 'Keeps the catalog, environments, runs and settings.',
    neededFor: ['Everything in the portal'],
    remedy:
      'Check that it runs, and backend.database in the configuration of the portal.',
    probe: async () => ({
      state: 'ok',
      version: await readDatabaseVersion(database),
    }),
  };
}

function identityDependency(
  metadataUrl: string | undefined,
): PlatformDependency {
  return {
    id: 'identity',
    title: 'Sign-in',
    description: 'The identity provider that tells the portal who you are.',
    neededFor: ['Signing in'],
    remedy:
      'Check that it runs, and metadataUrl of auth.providers.oidc in the configuration of the portal.',
    probe: async ({ signal }) => {
      if (!metadataUrl) {
        return {
          state: 'off',
          reason: 'No OpenID provider is configured',
          action: 'Set auth.providers.oidc to sign in with one.',
        };
      }
      await readIdentityProvider(metadataUrl, signal);
      return { state: 'ok' };
    },
  };
}

function gitDependency(url: string | undefined): PlatformDependency {
  return {
    id: 'git',
    title: 'Git host',
    description: 'Holds the repositories of your services.',
    neededFor: [
      'New services from a golden path',
      'Changes that Argo CD deploys',
      'Links to source code',
    ],
    remedy: 'Check that it runs, and cairn.git.url in the configuration.',
    probe: async ({ signal }) => {
      if (!url) {
        return {
          state: 'off',
          reason: 'No Git host is configured',
          action: 'Set cairn.git.url to the address of a Gitea.',
        };
      }
      return {
        state: 'ok',
        version: await readGiteaVersion(url, signal),
      };
    },
  };
}

function docsGeneratorDependency(buildsDocs: boolean): PlatformDependency {
  const mkdocs = new Mkdocs();
  return {
    id: 'docs-generator',
    title: 'Docs generator',
    description: 'MkDocs, which turns the docs in a repository into pages.',
    neededFor: ['Docs that were not built yet, or changed since'],
    remedy:
      'Install mkdocs-techdocs-core with pip, and start the portal with its bin folder on PATH.',
    probe: async ({ signal }) =>
      buildsDocs
        ? { state: 'ok', version: await mkdocs.version(signal) }
        : {
            state: 'off',
            reason: 'This portal does not build docs itself',
            action:
              'Set techdocs.builder and techdocs.generator.runIn to local to have it do so.',
          },
  };
}
