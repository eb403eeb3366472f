import { isError } from '@backstage/errors';
import { CommandError, EXIT } from '../exitCodes';
import { Login, notLoggedIn } from '../login/Login';
import { lightFetch } from './lightFetch';

const TIMEOUT_MS = 60_000;

/** Why nobody answered, in a few words. */
function whyUnreachable(error: unknown): string {
  const cause = isError(error) ? error.cause : undefined;
  if (isError(cause)) {
    return typeof cause.code === 'string' ? cause.code : cause.message;
  }
  return isError(error) ? error.message : String(error);
}

/** A portal, spoken to with the login of the person at the terminal. */
export class Portal {
  readonly url: string;
  readonly #login: Login;

  constructor(url: string, env: Readonly<Record<string, string | undefined>>) {
    this.url = url;
    this.#login = new Login(env, url);
  }

  /** For the typed clients of plugins. */
  readonly discoveryApi = {
    getBaseUrl: async (pluginId: string) => `${this.url}/api/${pluginId}`,
  };

  /** For the typed clients of plugins: sends the token along. */
  readonly fetchApi = {
    fetch: (input: string | URL | Request, init?: RequestInit) =>
      this.#send(
        typeof input === 'object' && 'url' in input ? input.url : String(input),
        init,
      ),
  };

  /**
   * A response to follow for as long as it takes, for example server-sent events.
   *
   * @throws CommandError where the portal does not answer or the login is not good for it.
   */
  async stream(url: string, signal: AbortSignal): Promise<Response> {
    return this.#send(url, {
      signal,
      headers: { Accept: 'text/event-stream' },
    });
  }

  /** The token, where something else than `fetchApi` has to send it. Never to be shown. */
  accessToken(): Promise<string> {
    return this.#login.accessToken();
  }

  async #send(url: string, init: RequestInit = {}): Promise<Response> {
    if (!url.startsWith(`${this.url}/`)) {
      throw new Error(`A token of ${this.url} is not for ${url}.`);
    }
    const response = await this.reach(async () =>
      this.#dispatch(url, init, `Bearer ${await this.accessToken()}`),
    );
    if (response.status === 401) {
      await response.body?.cancel();
      throw notLoggedIn(
        this.url,
        `${this.url} does not accept your login any more.`,
      );
    }
    return response;
  }

  #dispatch(
    url: string,
    { headers, ...init }: RequestInit,
    authorization: string,
  ): Promise<Response> {
    const isPlain =
      headers === undefined ||
      Object.getPrototypeOf(headers) === Object.prototype;
    if (
      !init.signal &&
      isPlain &&
      (init.body ?? '') === String(init.body ?? '')
    ) {
      return lightFetch(url, {
        method: init.method,
        headers: {
          ...Object.fromEntries(Object.entries(headers ?? {})),
          Authorization: authorization,
        },
        body: init.body ? String(init.body) : undefined,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    }
    const all = new Headers(headers);
    all.set('Authorization', authorization);
    return fetch(url, {
      ...init,
      headers: all,
      // A redirect would take the token to another place.
      redirect: 'error',
      signal: init.signal ?? AbortSignal.timeout(TIMEOUT_MS),
    });
  }

  /** Runs a request; where nobody answers, says so in a way that a person can act on. */
  async reach<T>(request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (error) {
      if (isUnreachable(error)) {
        throw new CommandError(
          `The portal at ${this.url} cannot be reached: ${whyUnreachable(
            error,
          )}. Is it running? ./cairn status says so for the local one; --portal URL names another.`,
          EXIT.notRunning,
        );
      }
      throw error;
    }
  }
}

/** fetch says both where nobody answers. */
function isUnreachable(error: unknown): boolean {
  return (
    isError(error) &&
    (error.name === 'TypeError' || error.name === 'TimeoutError')
  );
}
