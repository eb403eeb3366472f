import { mockServices } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { ApprovalNotices } from './ApprovalNotices';
import type { ApprovalRecord } from './ApprovalRecord';

const record: ApprovalRecord = {
  id: 'a',
  digest: `sha256:${'1'.repeat(64)}`,
  action: 'create',
  environment: 'load-test',
  environmentId: 'e',
  owner: 'group:default/checkout-team',
  class: 'sandbox',
  state: 'Waiting',
  reason: 'Waits for a yes.',
  summary: '7 objects to make',
  needed: [
    {
      rule: 'environment.budget',
      title: 'Within the budget',
      message: 'It costs more than its budget.',
      approvers: ['group:default/platform-team'],
      fourEyes: true,
    },
  ],
  decisions: [],
  plannedBy: 'user:default/amara.okafor',
  requestedBy: 'user:default/amara.okafor',
  agent: false,
  createdAt: '2026-01-01T00:00:00.000Z',
  expiresAt: '2026-01-02T00:00:00.000Z',
};

/** @param failures - of the notifications, until they work; `silent`: they never answer */
function start(failures: Array<'refused' | 'silent'>) {
  const sent: NotificationSendOptions[] = [];
  const logger = mockServices.logger.mock();
  const waiting: Array<() => void> = [];
  const notices = new ApprovalNotices({
    notifications: {
      async send(options) {
        const failure = failures.shift();
        if (failure === 'silent') {
          await new Promise<void>(() => {});
        }
        if (failure === 'refused') {
          throw new Error('nobody listens');
        }
        sent.push(options);
        waiting.forEach(check => check());
      },
    },
    signals: { publish: async () => {} },
    logger,
    pausesMs: [1, 1],
    timeoutMs: 20,
  });
  return {
    logger,
    notices,
    sent,
    /** Waits until so many notices have arrived. */
    count: (wanted: number) =>
      new Promise<void>(resolve => {
        const check = () => {
          if (sent.length >= wanted) {
            resolve();
          }
        };
        waiting.push(check);
        check();
      }),
  };
}

describe('a notice of an approval', () => {
  it.each(['refused', 'silent'] as const)(
    'is sent again where the notifications were %s',
    async failure => {
      const { count, logger, notices, sent } = start([failure, failure]);
      notices.requested(record);
      await count(1);
      expect(sent[0]).toMatchObject({
        recipients: { entityRef: ['group:default/platform-team'] },
        payload: { scope: 'approval:a' },
      });
      expect(logger.warn).toHaveBeenCalledTimes(2);
    },
  );

  it('is told to the log by its name where it is given up', async () => {
    const { logger, notices, sent } = start(['refused', 'silent', 'refused']);
    const givenUp = new Promise<string>(resolve =>
      logger.warn.mockImplementation(text => {
        if (text.includes('not tried again')) {
          resolve(text);
        }
      }),
    );
    notices.requested(record);
    expect(await givenUp).toContain(
      'asks for your yes: create load-test" (approval a, to create load-test)',
    );
    expect(sent).toEqual([]);
  });

  it('does not come after a newer one of the same request', async () => {
    const { count, logger, notices, sent } = start(['silent']);
    const givenTime = new Promise<void>(resolve =>
      logger.warn.mockImplementation(() => resolve()),
    );
    notices.requested(record);
    notices.decided({ ...record, state: 'Withdrawn', reason: 'Taken back.' });
    await givenTime;
    // The older one would have been sent again before one that is tried again from now on.
    const next = start(['refused']);
    next.notices.decided(record);
    await Promise.all([count(1), next.count(1)]);
    expect(sent.map(({ payload }) => payload.title)).toEqual([
      'Taken back: create load-test',
    ]);
  });
});
