import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { kubeconfigPath } from '../../cluster/layout';
import type { PortName } from '../../platform/Part';
import { statusPath } from '../../platform/StatusFile';
import { argocdTokenFile } from '../argocd';
import { GIT_ORGANIZATION, gitTokenFile } from '../git';
import { IDENTITY_CLIENT_ID, identityClientSecret } from '../identity';
import { pipelinesTokenFile, pipelinesUrl } from '../pipelines';
import { readOrCreateSecret, replaceIfChanged } from '../stateFiles';
import { kustomizeProgram } from './kustomizePart';

/** What the generated configuration says. */
export interface PortalConfigurationOptions {
  state: string;
  ports: Readonly<Record<PortName, number>>;
  /** Whether the cluster's nodes are simulated; false for an existing cluster. */
  simulated: boolean;
}

/** Path of the generated configuration. It holds secrets: mode 0600. */
export function portalConfigurationPath(state: string): string {
  return join(state, 'config', 'app-config.local-platform.yaml');
}

/** Writes the configuration that ties the portal to the local platform. Files it names may appear later. */
export async function writePortalConfiguration(
  options: PortalConfigurationOptions,
): Promise<void> {
  const { state } = options;
  await mkdir(join(state, 'data', 'portal'), { recursive: true, mode: 0o700 });
  const secrets = {
    session: await readOrCreateSecret(state, 'portal-session-secret'),
    backend: await readOrCreateSecret(state, 'portal-backend-key'),
    client: await identityClientSecret(state),
  };
  await replaceIfChanged(
    portalConfigurationPath(state),
    `# Made by ./cairn up; changes are overwritten.\n${stringify(
      configuration(options, secrets),
    )}`,
  );
}

function configuration(
  { state, ports, simulated }: PortalConfigurationOptions,
  secrets: { session: string; backend: string; client: string },
) {
  const portalUrl = `http://localhost:${ports.portal}`;
  const issuer = `http://localhost:${ports.identity}`;
  return {
    app: { baseUrl: portalUrl },
    backend: {
      baseUrl: portalUrl,
      listen: { host: '127.0.0.1', port: ports.portal },
      // Loopback is plain HTTP: a browser that upgrades requests would find nobody.
      csp: { 'upgrade-insecure-requests': false },
      auth: { keys: [{ secret: secrets.backend }] },
      database: {
        client: 'better-sqlite3',
        connection: { directory: join(state, 'data', 'portal') },
      },
    },
    // One process: events need not go through its database, and its own long polls do not keep it from stopping.
    events: { useEventBus: 'never' },
    auth: {
      environment: 'local',
      session: { secret: secrets.session },
      // A client that is named by an address needs HTTPS, which loopback does not have: here `./cairn login` registers instead.
      experimentalDynamicClientRegistration: {
        enabled: true,
        allowedRedirectUriPatterns: ['http://127.0.0.1:*/callback'],
      },
      providers: {
        oidc: {
          local: {
            metadataUrl: `${issuer}/.well-known/openid-configuration`,
            clientId: IDENTITY_CLIENT_ID,
            clientSecret: secrets.client,
            // The default, `none`, would never show the page on which one says who one is.
            prompt: 'consent',
            additionalScopes: ['offline_access'],
            signIn: {
              resolvers: [{ resolver: 'emailMatchingUserEntityProfileEmail' }],
            },
          },
        },
      },
    },
    techdocs: {
      builder: 'local',
      generator: {
        runIn: 'local',
        mkdocs: { disableExternalFonts: true },
      },
      publisher: {
        type: 'local',
        local: { publishDirectory: join(state, 'data', 'techdocs') },
      },
    },
    // What the catalog and TechDocs read of a repository at the Git host.
    integrations: {
      gitea: [
        {
          host: `localhost:${ports.git}`,
          baseUrl: `http://localhost:${ports.git}`,
        },
      ],
    },
    cairn: {
      local: true,
      clusters: [
        {
          name: 'local',
          title: 'Local cluster',
          simulated,
          writer: { kubeconfig: kubeconfigPath(state, 'writer') },
          reader: { kubeconfig: kubeconfigPath(state, 'reader') },
        },
      ],
      policy: { url: `http://127.0.0.1:${ports.opa}`, timeoutMs: 2000 },
      argocd: {
        instances: [
          {
            name: 'local',
            cluster: 'local',
            namespace: 'argocd',
            url: `http://127.0.0.1:${ports.argocdServer}`,
            tokenFile: argocdTokenFile(state),
          },
        ],
      },
      classes: { folders: ['../../classes'] },
      // What the example company pays, and what its services that do not run here would have cost
      cost: {
        priceList: '../../examples/prices/larkfield.yaml',
        sample: true,
      },
      git: {
        url: `http://localhost:${ports.git}`,
        organization: GIT_ORGANIZATION,
        tokenFile: gitTokenFile(state),
      },
      pipelines: {
        url: pipelinesUrl(ports),
        tokenFile: pipelinesTokenFile(state),
      },
      goldenPaths: { kustomize: kustomizeProgram(state) },
      localPlatform: { statusFile: statusPath(state) },
    },
  };
}
