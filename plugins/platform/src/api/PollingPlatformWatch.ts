import { ResponseError, toError } from '@backstage/errors';
import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import type { SignalApi } from '@backstage/plugin-signals-react';
import {
  PLATFORM_CHANNEL,
  platformStatusSchema,
  type PlatformStatus,
} from '@cairn/plugin-platform-common';
import type { PlatformView, PlatformWatch } from './PlatformWatch';

/** While all is well, and while something is on its way or wrong. */
const CALM_MS = 15_000;
const BUSY_MS = 5_000;

/** While the backend does not answer: doubled each time, up to the longest. */
const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 60_000;

/** An answer that takes longer is none. */
const DEADLINE_MS = 10_000;

/** Signals come in bursts; one question answers all of a burst. */
const SIGNAL_PAUSE_MS = 300;

/**
 * Asks the backend again and again, at once where it signals a change, less and less often where it does not answer, and not at all
 * while the page is hidden or nobody looks.
 */
export class PollingPlatformWatch implements PlatformWatch {
  readonly #discovery: DiscoveryApi;
  readonly #fetch: FetchApi;
  readonly #signals: SignalApi;
  readonly #listeners = new Set<() => void>();
  #view: PlatformView = {};
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: Promise<void> | undefined;
  #stop: (() => void) | undefined;

  constructor(options: {
    discovery: DiscoveryApi;
    fetch: FetchApi;
    signals: SignalApi;
  }) {
    this.#discovery = options.discovery;
    this.#fetch = options.fetch;
    this.#signals = options.signals;
  }

  view(): PlatformView {
    return this.#view;
  }

  subscribe(onChange: () => void): () => void {
    // The same function may follow twice; each has its own place.
    const listener = () => onChange();
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) {
      this.#start();
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) {
        this.#stop?.();
      }
    };
  }

  refresh(): Promise<void> {
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
      this.#schedule(this.#pause());
    });
    return this.#asking;
  }

  #start(): void {
    const signal = this.#signals.subscribe(PLATFORM_CHANNEL, () =>
      this.#schedule(SIGNAL_PAUSE_MS),
    );
    const onVisible = () => {
      if (!document.hidden) {
        this.#schedule(0);
      }
    };
    document.addEventListener('visibilitychange', onVisible);
    this.#stop = () => {
      signal.unsubscribe();
      document.removeEventListener('visibilitychange', onVisible);
      clearTimeout(this.#timer);
    };
    this.#schedule(0);
  }

  #schedule(delay: number): void {
    clearTimeout(this.#timer);
    if (this.#listeners.size > 0) {
      this.#timer = setTimeout(() => {
        if (!document.hidden) {
          this.refresh();
        }
      }, delay);
    }
  }

  #pause(): number {
    if (this.#failures > 0) {
      return Math.min(
        FIRST_RETRY_MS * 2 ** (this.#failures - 1),
        LONGEST_RETRY_MS,
      );
    }
    return this.#view.status?.overall === 'ok' ? CALM_MS : BUSY_MS;
  }

  async #ask(): Promise<void> {
    try {
      const status = await this.#read();
      this.#failures = 0;
      this.#view = { status, receivedAt: Date.now() };
    } catch (error) {
      this.#failures += 1;
      this.#view = {
        ...this.#view,
        error: toError(error),
      };
    }
    this.#listeners.forEach(listener => listener());
  }

  async #read(): Promise<PlatformStatus> {
    const url = `${await this.#discovery.getBaseUrl(
      'platform',
    )}/v1/dependencies`;
    const response = await this.#fetch.fetch(url, {
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return platformStatusSchema.parse(await response.json());
  }
}
