import { setTimeout as delay } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  NotificationSendOptions,
  NotificationService,
} from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { APPROVAL_SIGNAL_CHANNEL } from '@cairn/plugin-environments-common';
import { TimedNotifications } from '../notices/TimedNotifications';
import { openNeeds, type ApprovalRecord } from './ApprovalRecord';
import { nameOf } from './words';

const TOPIC = 'approvals';
/** Before each next try, in milliseconds: longer than a restart of the notifications takes. */
const PAUSES_MS = [5_000, 30_000, 180_000];

const titles: Record<ApprovalRecord['state'], string> = {
  Waiting: 'Waits for a yes',
  Approved: 'Approved',
  Rejected: 'Refused',
  Withdrawn: 'Taken back',
  Void: 'Void, plan again',
  Expired: 'Too old, plan again',
  Applied: 'Applied',
};

/** Tells people what waits for them and what became of what they asked for, and open pages that something changed. */
export class ApprovalNotices {
  readonly #notifications: NotificationService;
  readonly #signals: SignalsService;
  readonly #logger: LoggerService;
  readonly #pausesMs: number[];
  /** The notice of each request that is being sent: an older one must not take its place when it gets through at last. */
  readonly #latest = new Map<string, symbol>();

  constructor(options: {
    notifications: NotificationService;
    signals: SignalsService;
    logger: LoggerService;
    /** Before each next try where nobody could be told, in milliseconds. */
    pausesMs?: number[];
    /** How long a try may take. Default: that of {@link TimedNotifications}. */
    timeoutMs?: number;
  }) {
    this.#notifications = new TimedNotifications(
      options.notifications,
      options.timeoutMs,
    );
    this.#signals = options.signals;
    this.#logger = options.logger;
    this.#pausesMs = options.pausesMs ?? PAUSES_MS;
  }

  /** To those who may say yes. Nobody's work depends on being heard, so this neither waits nor throws. */
  requested(record: ApprovalRecord): void {
    const open = openNeeds(record).map(need => record.needed[need]);
    const approvers = [...new Set(open.flatMap(one => one.approvers))];
    this.#tell(record, approvers, {
      title: `${nameOf(record.requestedBy)} asks for your yes: ${
        record.action
      } ${record.environment}`,
      description: `${record.summary}. ${open
        .map(({ message }) => message)
        .join(' ')}`,
      // Where all must be somebody else, who asked has nothing to do with it.
      except: open.every(({ fourEyes }) => fourEyes)
        ? record.requestedBy
        : undefined,
    });
  }

  /** To who asked. The same restriction holds. */
  decided(record: ApprovalRecord, by?: string): void {
    this.#tell(record, [record.requestedBy], {
      title: `${titles[record.state]}: ${record.action} ${record.environment}`,
      description: record.reason,
      except: by,
    });
  }

  /** Only to open pages. */
  changed(): void {
    // Everybody hears signals, so this one says no more than that something changed.
    this.#signals
      .publish({
        recipients: { type: 'broadcast' },
        channel: APPROVAL_SIGNAL_CHANNEL,
        message: {},
      })
      .catch(error =>
        this.#logger.warn(
          `Open pages were not told that an approval changed: ${error}`,
        ),
      );
  }

  #tell(
    record: ApprovalRecord,
    entityRef: string[],
    words: { title: string; description: string; except?: string },
  ): void {
    this.changed();
    if (entityRef.length === 0) {
      return;
    }
    void this.#send(record, {
      recipients: {
        type: 'entity',
        entityRef,
        ...(words.except && { excludeEntityRef: words.except }),
      },
      payload: {
        title: words.title,
        description: words.description,
        link: `/approvals/${encodeURIComponent(record.digest)}`,
        topic: TOPIC,
        // The next notice of the same request takes the place of this one.
        scope: `approval:${record.id}`,
      },
    });
  }

  /** Never throws. What is not sent in the end is on the page of approvals all the same. */
  async #send(
    { id, action, environment }: ApprovalRecord,
    notice: NotificationSendOptions,
  ): Promise<void> {
    const latest = Symbol(id);
    this.#latest.set(id, latest);
    for (let tries = 0; this.#latest.get(id) === latest; tries += 1) {
      try {
        await this.#notifications.send(notice);
        break;
      } catch (error) {
        const again = this.#pausesMs.at(tries);
        this.#logger.warn(
          `Nobody was told "${
            notice.payload.title
          }" (approval ${id}, to ${action} ${environment}); ${
            again === undefined
              ? 'it is not tried again'
              : `it is tried again in ${again / 1000} s`
          }: ${error}`,
        );
        if (again === undefined) {
          break;
        }
        await delay(again, undefined, { ref: false });
      }
    }
    if (this.#latest.get(id) === latest) {
      this.#latest.delete(id);
    }
  }
}
