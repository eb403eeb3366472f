import { ResponseError } from '@backstage/errors';
import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import { EnvironmentsClient } from '@cairn/plugin-environments-common';
import { PluginClient } from '@cairn/plugin-portal-common';
import { fetchEventSource } from '@microsoft/fetch-event-source';
import type {
  LiveEnvironmentsApi,
  WatchRunOptions,
} from '@cairn/plugin-environments-react';

/** {@link LiveEnvironmentsApi} over `/api/environments/v1`. Rejects with `ResponseError` for every answer but 2xx. */
export class HttpEnvironments
  extends EnvironmentsClient
  implements LiveEnvironmentsApi
{
  readonly #plugin: PluginClient;
  readonly #fetch: FetchApi;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    super(options);
    this.#plugin = new PluginClient('environments', options);
    this.#fetch = options.fetchApi;
  }

  async exportLedger() {
    const response = await this.#plugin.send('/ledger/export');
    return response.blob();
  }

  async watchRun(id: string, { onRun, signal }: WatchRunOptions) {
    await fetchEventSource(await this.runEventsUrl(id), {
      // The app's fetch carries the user's token; EventSource of the browser could not.
      fetch: this.#fetch.fetch,
      signal,
      openWhenHidden: true,
      onopen: async response => {
        if (!response.ok) throw await ResponseError.fromResponse(response);
      },
      onmessage: event => {
        if (event.event === 'run') onRun(JSON.parse(event.data));
      },
      // Without this the library tries again for ever, by itself and unseen.
      onerror: error => {
        throw error;
      },
    });
  }
}
