import {
  entityPath,
  PluginClient,
  type PluginClientOptions,
} from '@cairn/plugin-portal-common';
import type { HealthApi } from './HealthApi';
import type { EntityHealth, HealthSummary } from './health';

/** How many entities `POST /batch` answers for at once. */
export const MAX_BATCH = 100;

/** The answer says its time in whole seconds, and takes a while to come: less than this is no difference of clocks. */
const SAME_CLOCK_MS = 5_000;

/**
 * Speaks to the plugin `health` over HTTP. Every refusal is a `ResponseError`.
 *
 * `observedAt` is told by the clock of whoever asks, as far as the answer says what the portal's clock shows: its age must not depend
 * on whether the two agree.
 */
export class HealthClient implements HealthApi {
  readonly #plugin: PluginClient;

  constructor(options: PluginClientOptions) {
    this.#plugin = new PluginClient('health', options);
  }

  async getHealth(entityRef: string): Promise<EntityHealth> {
    const { answer, aheadMs } = await this.#send<EntityHealth>(
      `/entities/${entityPath(entityRef)}`,
    );
    const own = observedBy<EntityHealth>(aheadMs)(answer);
    return {
      ...own,
      places: answer.places.map(observedBy(aheadMs)),
      dependencies: answer.dependencies.map(observedBy(aheadMs)),
      ...(answer.parts && { parts: answer.parts.map(observedBy(aheadMs)) }),
    };
  }

  async getSummaries(entityRefs: string[]): Promise<HealthSummary[]> {
    const { answer, aheadMs } = await this.#send<HealthSummary[]>('/batch', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ entityRefs }),
    });
    return answer.map(observedBy(aheadMs));
  }

  async #send<T>(
    path: string,
    init?: RequestInit,
  ): Promise<{ answer: T; aheadMs: number }> {
    const response = await this.#plugin.send(path, init);
    return { answer: await response.json(), aheadMs: aheadOf(response) };
  }
}

/** How far this machine's clock is ahead of that of whoever answered; nothing where the answer does not say. */
function aheadOf({ headers }: Response): number {
  const aheadMs = Date.now() - Date.parse(headers.get('Date') ?? '');
  return Math.abs(aheadMs) > SAME_CLOCK_MS ? aheadMs : 0;
}

function observedBy<T extends { observedAt?: string }>(aheadMs: number) {
  return (seen: T): T =>
    seen.observedAt === undefined || aheadMs === 0
      ? seen
      : {
          ...seen,
          observedAt: new Date(
            Date.parse(seen.observedAt) + aheadMs,
          ).toISOString(),
        };
}
