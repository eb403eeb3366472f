import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createProvider } from './createProvider';
import { IdentityPages } from './IdentityPages';
import { readOrCreateKeys } from './keys';
import { readOrganization } from './organization';
import { SessionStore } from './SessionStore';
import { isLoopbackHost, type IdentitySettings } from './settings';

/** A running identity provider. */
export interface IdentityServer {
  /** Stops listening and writes what it knows. */
  stop(): Promise<void>;
}

async function readSecrets(
  settings: IdentitySettings,
): Promise<Map<string, string>> {
  const secrets = await Promise.all(
    settings.clients.map(
      async ({ id, secretFile }) =>
        [id, (await readFile(secretFile, 'utf8')).trim()] as const,
    ),
  );
  return new Map(secrets);
}

/**
 * Starts the identity provider.
 *
 * @throws an error of the listening socket, for example that the port is taken.
 */
export async function startIdentityServer(
  settings: IdentitySettings,
): Promise<IdentityServer> {
  const sessions = await SessionStore.open(settings.sessionsFile);
  const organization = () => readOrganization(settings.organizationFolder);
  const provider = createProvider({
    settings,
    keys: await readOrCreateKeys(settings.keysFile),
    clientSecrets: await readSecrets(settings),
    sessions,
    organization,
  });
  const pages = new IdentityPages(provider, settings, organization);
  const protocol = provider.callback();

  const server = createServer((request, response) => {
    if (!isLoopbackHost(request.headers.host)) {
      response.writeHead(421).end('This provider answers on loopback only.\n');
      return;
    }
    pages
      .handle(request, response)
      .then(handled => (handled ? undefined : protocol(request, response)))
      .catch((error: unknown) => pages.fail(response, error));
  });
  server.listen(settings.port, settings.address);
  await once(server, 'listening');

  return {
    async stop() {
      server.close();
      server.closeAllConnections();
      await sessions.close();
    },
  };
}
