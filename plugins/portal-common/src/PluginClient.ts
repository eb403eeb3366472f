import { ResponseError } from '@backstage/errors';

export interface PluginClientOptions {
  /** Where plugins are: `discoveryApiRef` in the browser, the discovery service in a backend. */
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  /** How requests are sent, credentials included: `fetchApiRef` in the browser. */
  fetchApi: { fetch(url: string, init?: RequestInit): Promise<Response> };
}

/** What is asked for: what is absent or empty is left out, a list is a parameter for each of its values. */
type Query = Record<
  string,
  string | number | boolean | readonly string[] | undefined
>;

/** Speaks to version 1 of a plugin's HTTP API. Every refusal is a `ResponseError`. Paths begin with a slash. */
export class PluginClient {
  readonly #pluginId: string;
  readonly #options: PluginClientOptions;

  constructor(pluginId: string, options: PluginClientOptions) {
    this.#pluginId = pluginId;
    this.#options = options;
  }

  async get<T>(path: string, query: Query = {}): Promise<T> {
    const response = await this.send(`${path}${queryOf(query)}`);
    return response.json();
  }

  /** @param body - sent as JSON; nothing is sent where it is absent */
  async post<T>(path: string, body?: object): Promise<T> {
    const response = await this.send(path, posting(body));
    return response.json();
  }

  /** The response itself, for those who need more of it than its body. */
  async send(path: string, init?: RequestInit): Promise<Response> {
    const response = await this.#options.fetchApi.fetch(
      await this.urlOf(path),
      init,
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }

  async urlOf(path: string): Promise<string> {
    const baseUrl = await this.#options.discoveryApi.getBaseUrl(this.#pluginId);
    return `${baseUrl}/v1${path}`;
  }
}

function posting(body: object | undefined): RequestInit {
  if (body === undefined) {
    return { method: 'POST' };
  }
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  };
}

function queryOf(query: Query): string {
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([key, value]) =>
      (Array.isArray(value) ? value : [value]).flatMap(one =>
        one === undefined || one === '' ? [] : [[key, String(one)]],
      ),
    ),
  ).toString();
  return search && `?${search}`;
}
