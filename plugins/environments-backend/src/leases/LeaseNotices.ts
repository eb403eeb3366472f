import type { NotificationService } from '@backstage/plugin-notifications-node';
import { TimedNotifications } from '../notices/TimedNotifications';
import type { KeptEnvironment } from './LeasesStore';

/** What people are told of a lease. */
export interface Notice {
  title: string;
  description: string;
  severity: 'critical' | 'high' | 'normal';
  /** The same again replaces the one before instead of standing beside it. */
  scope: string;
}

/** Tells the people of an environment: its owner group and who made it. */
export class LeaseNotices {
  readonly #notifications: NotificationService;

  /** @param timeoutMs - how long it may take. Default: that of {@link TimedNotifications} */
  constructor(notifications: NotificationService, timeoutMs?: number) {
    this.#notifications = new TimedNotifications(notifications, timeoutMs);
  }

  /** @throws where the notifications do not answer, or not in time */
  async send(
    { name, owner, createdBy }: KeptEnvironment,
    { title, description, severity, scope }: Notice,
  ): Promise<void> {
    await this.#notifications.send({
      recipients: {
        type: 'entity',
        entityRef: [...new Set([owner, createdBy])],
      },
      payload: {
        title,
        description,
        severity,
        scope,
        topic: 'environment-lease',
        link: `/environments/${encodeURIComponent(name)}`,
      },
    });
  }
}
