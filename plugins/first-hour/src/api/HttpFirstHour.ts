import { ResponseError } from '@backstage/errors';
import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import {
  firstHourProgressSchema,
  type FirstHourProgress,
  type VisitStep,
} from '@cairn/plugin-first-hour-common';
import { platformStatusSchema, waitsOf, type Wait } from '../card/waits';
import type { FirstHourApi } from './FirstHourApi';

/** Speaks with the plugins `first-hour` and `platform` of the backend. */
export class HttpFirstHour implements FirstHourApi {
  readonly #discovery: DiscoveryApi;
  readonly #fetch: FetchApi;
  readonly #told = new Set<VisitStep>();

  constructor(options: { discovery: DiscoveryApi; fetch: FetchApi }) {
    this.#discovery = options.discovery;
    this.#fetch = options.fetch;
  }

  async progress(): Promise<FirstHourProgress> {
    return firstHourProgressSchema.parse(
      await this.#request('first-hour', 'v1/progress'),
    );
  }

  async visited(step: VisitStep): Promise<void> {
    if (this.#told.has(step)) {
      return;
    }
    this.#told.add(step);
    try {
      await this.#request('first-hour', 'v1/progress/visits', {
        method: 'POST',
        body: { step },
      });
    } catch (error) {
      this.#told.delete(step);
      throw error;
    }
  }

  async setDismissed(dismissed: boolean): Promise<FirstHourProgress> {
    return firstHourProgressSchema.parse(
      await this.#request('first-hour', 'v1/progress/dismissed', {
        method: 'PUT',
        body: { dismissed },
      }),
    );
  }

  async waits(): Promise<Wait[]> {
    return waitsOf(
      platformStatusSchema.parse(
        await this.#request('platform', 'v1/dependencies'),
      ),
    );
  }

  async #request(
    plugin: string,
    path: string,
    options: { method?: string; body?: object } = {},
  ): Promise<unknown> {
    const base = await this.#discovery.getBaseUrl(plugin);
    const response = await this.#fetch.fetch(`${base}/${path}`, {
      method: options.method,
      headers: options.body && { 'content-type': 'application/json' },
      body: options.body && JSON.stringify(options.body),
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}
