import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';

/**
 * The `fetchApi` of a client of another plugin: each request carries a token that is good for that plugin alone.
 *
 * @param options.to - Id of the other plugin.
 * @param options.credentials - In whose name it asks; default: this plugin's own.
 * @param options.timeoutMs - How long an answer may take; default: for ever.
 */
export function pluginFetchApi(options: {
  auth: AuthService;
  to: string;
  credentials?: BackstageCredentials;
  timeoutMs?: number;
}): { fetch(url: string, init?: RequestInit): Promise<Response> } {
  const { auth, to, credentials, timeoutMs } = options;
  return {
    async fetch(url, init) {
      const { token } = await auth.getPluginRequestToken({
        onBehalfOf: credentials ?? (await auth.getOwnServiceCredentials()),
        targetPluginId: to,
      });
      return fetch(url, {
        ...init,
        ...(timeoutMs !== undefined && {
          signal: AbortSignal.timeout(timeoutMs),
        }),
        headers: { ...init?.headers, Authorization: `Bearer ${token}` },
      });
    },
  };
}
