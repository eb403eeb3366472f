import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  EnvironmentsClient,
  type Environment,
} from '@cairn/plugin-environments-common';
import { pluginFetchApi } from '@cairn/plugin-portal-node';

/** All environments that are not destroyed, asked of the plugin `environments` in this plugin's own name. */
export async function readEnvironments(options: {
  auth: AuthService;
  discovery: DiscoveryService;
}): Promise<Environment[]> {
  const { auth, discovery } = options;
  const client = new EnvironmentsClient({
    discoveryApi: discovery,
    fetchApi: pluginFetchApi({ auth, to: 'environments' }),
  });
  const environments: Environment[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.listEnvironments({ limit: 100, cursor });
    environments.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return environments;
}
