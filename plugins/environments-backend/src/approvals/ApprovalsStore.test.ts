import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Plan } from '@cairn/plugin-environments-common';
import type { Knex } from 'knex';
import { withPeople } from '../__testUtils__/people';
import { migrate } from '../store/migrate';
import { createStores, type Stores } from '../store/Stores';
import type { ApplyPermit } from '../store/ApplyPermit';
import { ApprovalGate } from './ApprovalGate';
import { ApprovalNotices } from './ApprovalNotices';
import { Approvers } from './Approvers';
import type { Person } from './entitlement';
import type { NewApproval } from './approvalRows';
import { approvalFact, approve, reject, withdraw } from './transitions';

// PostgreSQL: BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING, see CONTRIBUTING.md.
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const now = new Date('2026-01-01T00:00:00.000Z');
const tomorrow = new Date('2026-01-02T00:00:00.000Z');

const AMARA = 'user:default/amara';
const PRIYA: Person = {
  user: 'user:default/priya',
  refs: new Set(['user:default/priya', 'group:default/platform']),
};
const TOMAS: Person = {
  user: 'user:default/tomas',
  refs: new Set(['user:default/tomas', 'group:default/security']),
};

const platform = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'platform', namespace: 'default' },
  spec: { type: 'team', children: [] },
};

const need = (approvers: string[], fourEyes = true) => ({
  rule: `rule.of-${approvers[0].split('/')[1]}`,
  title: 'A rule',
  message: 'It needs a yes.',
  approvers,
  fourEyes,
});

/** As far as the gate looks at a plan. */
function planOf(digest: string): Plan {
  const { rule, title, message, approvers } = need(['group:default/platform']);
  return {
    digest,
    action: 'create',
    environment: {
      name: 'shop',
      namespace: 'env-shop',
      owner: 'group:default/checkout',
      cluster: 'local',
    },
    class: { name: 'sandbox', version: 'sha256:1' },
    parameters: {},
    mode: 'awake',
    changes: [],
    coverage: { computed: 0, total: 0 },
    verdict: {
      allowed: true,
      revision: 'r1',
      rules: [{ id: rule, passed: false }],
      violations: [{ rule, title, message, approvers, severity: 'approve' }],
    },
    blockers: ['approval'],
    createdAt: now.toISOString(),
    expiresAt: '2999-01-01T00:00:00.000Z',
    requestedBy: AMARA,
  };
}

let count = 0;
function request(changes: Partial<NewApproval> = {}): NewApproval {
  count += 1;
  return {
    digest: `sha256:${String(count).padStart(64, '0')}`,
    environmentId: 'an-id',
    action: 'create',
    environment: 'shop',
    owner: 'group:default/checkout',
    class: 'sandbox',
    requestedBy: AMARA,
    plannedBy: AMARA,
    agent: false,
    summary: '1 create',
    needed: [need(['group:default/platform'])],
    expiresAt: tomorrow.toISOString(),
    ...changes,
  };
}

describe.each(databases.eachSupportedId())('approvals on %s', id => {
  let knex: Knex;
  let stores: Stores;

  beforeAll(async () => {
    knex = await databases.init(id);
    await migrate(knex);
    stores = createStores(knex);
  }, 60_000);

  afterEach(async () => {
    await knex('approvals').delete();
    await knex('approval_decisions').delete();
    await knex('approval_approvers').delete();
  });

  async function ask(
    changes?: Partial<NewApproval>,
    at = now,
  ): Promise<string> {
    const asked = request(changes);
    await stores.approvals.request(asked, {
      again: () => 'keep',
      reason: 'Waits.',
      facts: [
        approvalFact(asked, {
          kind: 'approval.requested',
          actor: asked.requestedBy,
          summary: 'asked',
          data: {},
        }),
      ],
      now: at,
    });
    return asked.digest;
  }

  const say = (digest: string, person: Person) =>
    stores.approvals.change(digest, now, one => approve(one, person, 'fine'));

  it('keeps one request of a digest, whoever asks at the same time', async () => {
    const asked = request();
    const made = await Promise.all(
      [1, 2, 3, 4].map(() =>
        stores.approvals.request(asked, {
          again: () => 'keep',
          reason: 'Waits.',
          facts: [],
          now,
        }),
      ),
    );
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await stores.approvals.ofDigest(asked.digest, now)).toMatchObject({
      digest: asked.digest,
      state: 'Waiting',
      needed: asked.needed,
      decisions: [],
    });
  });

  it('is approved once every need has its yes', async () => {
    const digest = await ask({
      needed: [
        need(['group:default/platform']),
        need(['group:default/security']),
      ],
    });
    expect(await say(digest, PRIYA)).toMatchObject({
      state: 'Waiting',
      reason: 'Waits for a yes of security (rule.of-security).',
    });
    expect(await say(digest, TOMAS)).toMatchObject({
      state: 'Approved',
      decisions: [
        { by: PRIYA.user, needs: [0], reason: 'fine' },
        { by: TOMAS.user, needs: [1] },
      ],
    });
  });

  it('counts two yes at the same moment both', async () => {
    const digest = await ask({
      needed: [
        need(['group:default/platform']),
        need(['group:default/security']),
      ],
    });
    await Promise.all([say(digest, PRIYA), say(digest, TOMAS)]);
    expect(await stores.approvals.ofDigest(digest, now)).toMatchObject({
      state: 'Approved',
    });
  });

  it('lets one of a yes and a no at the same moment win, and tells the other', async () => {
    const digest = await ask({
      needed: [
        need(['group:default/platform']),
        need(['group:default/security']),
      ],
    });
    const no = stores.approvals.change(digest, now, one =>
      reject(one, TOMAS, 'not now'),
    );
    const [first, second] = await Promise.allSettled([no, say(digest, PRIYA)]);
    expect(first.status).toBe('fulfilled');
    const record = await stores.approvals.ofDigest(digest, now);
    expect(record).toMatchObject({ state: 'Rejected' });
    // The yes came first and counts for nothing, or came too late.
    expect(
      second.status === 'fulfilled' || second.reason instanceof ConflictError,
    ).toBe(true);
  });

  it('lets no run begin whose permit was outrun by a withdrawal, and the other way round', async () => {
    const gate = new ApprovalGate({
      store: stores.approvals,
      approvers: new Approvers({
        catalog: withPeople(
          catalogServiceMock({ entities: [platform] }),
          new Map([[PRIYA.user, ['group:default/platform']]]),
        ),
        auth: mockServices.auth(),
      }),
      notices: new ApprovalNotices({
        notifications: { send: async () => {} },
        signals: { publish: async () => {} },
        logger: mockServices.logger.mock(),
      }),
    });
    const use = async (permit: ApplyPermit) =>
      knex.transaction(trx => permit.use(trx, now));
    const takeBack = (digest: string) =>
      stores.approvals.change(digest, now, one =>
        withdraw(one, AMARA, undefined),
      );
    const approved = async () => {
      const digest = await ask({
        needed: [need(['group:default/platform'])],
        expiresAt: '2999-01-01T00:00:00.000Z',
      });
      await say(digest, PRIYA);
      const permit = await gate.require(planOf(digest), {
        user: AMARA,
        agent: false,
      });
      return { digest, permit };
    };

    const first = await approved();
    await takeBack(first.digest);
    await expect(use(first.permit)).rejects.toThrow(ConflictError);

    const second = await approved();
    await use(second.permit);
    await expect(takeBack(second.digest)).rejects.toThrow(/is over/);

    const third = await approved();
    const outcomes = await Promise.allSettled([
      takeBack(third.digest),
      use(third.permit),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
  });

  it('takes a yes back, and waits again', async () => {
    const digest = await ask();
    await say(digest, PRIYA);
    const back = await stores.approvals.change(digest, now, one =>
      withdraw(one, PRIYA.user, undefined),
    );
    expect(back).toMatchObject({ state: 'Waiting', decisions: [] });
    const { items } = await stores.approvalLists.page(
      { view: 'decide' },
      PRIYA,
    );
    expect(items.map(one => one.digest)).toEqual([digest]);
  });

  it('ends what is too old', async () => {
    const digest = await ask();
    expect(await stores.approvals.ofDigest(digest, tomorrow)).toMatchObject({
      state: 'Expired',
    });
    await expect(say(digest, PRIYA)).rejects.toThrow(/is over \(Expired\)/);
  });

  it('changes nothing where the change is refused, and says so in the ledger once', async () => {
    const digest = await ask();
    await expect(say(digest, TOMAS)).rejects.toThrow(NotAllowedError);
    expect(await stores.approvals.ofDigest(digest, now)).toMatchObject({
      state: 'Waiting',
      decisions: [],
    });
    await say(digest, PRIYA);
    await say(digest, PRIYA);
    const rows = await knex('ledger').where({ digest }).orderBy('sequence');
    expect(rows.map(({ kind }) => kind)).toEqual([
      'approval.requested',
      'approval.approved',
    ]);
  });

  describe('lists', () => {
    const ROSA: Person = {
      user: 'user:default/rosa',
      refs: new Set(['user:default/rosa', 'group:default/platform']),
    };

    it('shows each person what they may decide', async () => {
      const forPlatform = await ask();
      const byPriya = await ask({ requestedBy: PRIYA.user });
      const twoEyes = await ask({
        requestedBy: PRIYA.user,
        needed: [need(['group:default/platform'], false)],
      });
      const forTomas = await ask({ needed: [need([TOMAS.user])] });
      const said = await ask();
      await say(said, ROSA);
      const decidable = async (person: Person) => {
        const page = await stores.approvalLists.page(
          { view: 'decide' },
          person,
        );
        expect(page.total).toBe(page.items.length);
        return page.items.map(({ digest }) => digest).sort();
      };
      expect(await decidable(PRIYA)).toEqual([forPlatform, twoEyes]);
      expect(await decidable(ROSA)).toEqual([forPlatform, byPriya, twoEyes]);
      expect(await decidable(TOMAS)).toEqual([forTomas]);
    });

    it('pages, newest first, and counts all', async () => {
      const digests: string[] = [];
      for (const _ of [1, 2, 3]) {
        digests.push(await ask());
      }
      const first = await stores.approvalLists.page({ limit: 2 }, PRIYA);
      const second = await stores.approvalLists.page(
        { limit: 2, cursor: first.nextCursor },
        PRIYA,
      );
      expect([first.total, second.total]).toEqual([3, 3]);
      expect(second.nextCursor).toBeUndefined();
      expect(
        [...first.items, ...second.items].map(({ digest }) => digest).sort(),
      ).toEqual(digests.sort());
    });

    it.each([
      ['createdAt', 'asc', ['shop', 'till', 'ads']],
      ['createdAt', 'desc', ['ads', 'till', 'shop']],
      ['environment', 'asc', ['ads', 'shop', 'till']],
      ['expiresAt', 'asc', ['till', 'ads', 'shop']],
      ['expiresAt', 'desc', ['shop', 'ads', 'till']],
    ] as const)('pages by %s, %s', async (sort, order, expected) => {
      const ends = { shop: '03', till: '01', ads: '02' };
      let asked = 0;
      for (const [environment, day] of Object.entries(ends)) {
        await ask(
          { environment, expiresAt: `2030-01-${day}T00:00:00.000Z` },
          new Date(now.getTime() + asked * 1000),
        );
        asked += 1;
      }
      const found = [];
      let cursor: string | undefined;
      do {
        const page = await stores.approvalLists.page(
          { sort, order, limit: 1, cursor },
          PRIYA,
        );
        found.push(...page.items.map(({ environment }) => environment));
        cursor = page.nextCursor;
      } while (cursor);
      expect(found).toEqual(expected);
    });

    it('shows only what may be seen, by state, environment and who asked', async () => {
      const shop = await ask();
      await ask({ owner: 'group:default/payments', environment: 'till' });
      const list = async (
        ...args: Parameters<typeof stores.approvalLists.page>
      ) => (await stores.approvalLists.page(...args)).items;
      expect(
        await list({}, PRIYA, { owners: ['group:default/checkout'] }),
      ).toMatchObject([{ digest: shop }]);
      expect(await list({ environment: 'shop' }, PRIYA)).toHaveLength(1);
      expect(await list({ search: 'il' }, PRIYA)).toMatchObject([
        { environment: 'till' },
      ]);
      expect(await list({ search: '%' }, PRIYA)).toHaveLength(0);
      expect(await list({ state: ['Approved'] }, PRIYA)).toHaveLength(0);
      expect(
        await list({ view: 'mine' }, { user: AMARA, refs: new Set() }),
      ).toHaveLength(2);
      expect(await list({ view: 'mine' }, PRIYA)).toHaveLength(0);
    });
  });
});
