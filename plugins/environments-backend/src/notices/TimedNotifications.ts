import { setTimeout as delay } from 'node:timers/promises';
import type {
  NotificationSendOptions,
  NotificationService,
} from '@backstage/plugin-notifications-node';

const TIMEOUT_MS = 10_000;

/** Notifications that fail where they take too long: what waits for them must not wait for ever. */
export class TimedNotifications implements NotificationService {
  readonly #notifications: NotificationService;
  readonly #timeoutMs: number;

  constructor(notifications: NotificationService, timeoutMs = TIMEOUT_MS) {
    this.#notifications = notifications;
    this.#timeoutMs = timeoutMs;
  }

  /** @throws Error where it was not sent, or nobody knows whether it was */
  async send(options: NotificationSendOptions): Promise<void> {
    const done = new AbortController();
    const tooLong = async () => {
      await delay(this.#timeoutMs, undefined, { signal: done.signal });
      throw new Error(
        `The notifications did not answer within ${this.#timeoutMs / 1000} s`,
      );
    };
    try {
      await Promise.race([this.#notifications.send(options), tooLong()]);
    } finally {
      done.abort();
    }
  }
}
