import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { APPROVAL_SIGNAL_CHANNEL } from '@cairn/plugin-environments-common';
import { openNeeds, type ApprovalRecord } from './ApprovalRecord';
import { nameOf } from './words';

const TOPIC = 'approvals';

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

  constructor(options: {
    notifications: NotificationService;
    signals: SignalsService;
    logger: LoggerService;
  }) {
    this.#notifications = options.notifications;
    this.#signals = options.signals;
    this.#logger = options.logger;
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
    this.#quietly(
      this.#signals.publish({
        recipients: { type: 'broadcast' },
        channel: APPROVAL_SIGNAL_CHANNEL,
        message: {},
      }),
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
    this.#quietly(
      this.#notifications.send({
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
      }),
    );
  }

  #quietly(work: Promise<void>): void {
    work.catch(error =>
      this.#logger.warn(`Nobody was told of an approval: ${error}`),
    );
  }
}
