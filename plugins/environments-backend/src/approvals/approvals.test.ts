import type { Approval, Plan } from '@cairn/plugin-environments-common';
import type { Verdict } from '@cairn/plugin-policy-common';
import { FakeEngine } from '../__testUtils__/FakeEngine';
import { sandboxClass } from '../__testUtils__/MemoryClasses';
import { PRIYA, ROSA } from '../__testUtils__/people';
import {
  AMARA,
  startEnvironments,
  TOMAS,
  wanted,
} from '../__testUtils__/startEnvironments';

const PROGRAM = 'plugin:mcp-actions';

const asksFor = (
  ...asked: Array<{ rule: string; approvers?: string[]; fourEyes?: boolean }>
): Verdict => ({
  allowed: true,
  revision: 'r1',
  rules: asked.map(({ rule }) => ({ id: rule, passed: false })),
  violations: asked.map(one => ({
    title: 'Somebody says yes',
    severity: 'approve',
    message: 'It costs much.',
    ...one,
  })),
});

const byPlatform = asksFor({
  rule: 'cost.approval-above',
  approvers: ['group:default/platform-team'],
});

async function start(
  verdict = byPlatform,
  options?: Parameters<typeof startEnvironments>[0],
) {
  const started = await startEnvironments(options);
  started.policy.verdict = verdict;
  const { amara, as } = started;
  const plan: Plan = (await amara.post('/plans', wanted)).body;
  const path = `/plans/${plan.digest}`;
  return {
    ...started,
    plan,
    path,
    apply: (who = amara) => who.post(`${path}/apply`),
    ask: (note?: string, who = amara) =>
      who.post(`${path}/approval`, { ...(note && { note }) }),
    read: async (who = amara): Promise<Approval> =>
      (await who.get(`${path}/approval`)).body,
    approve: (who = as(PRIYA), reason?: string) =>
      who.post(`${path}/approval/decision`, { decision: 'approve', reason }),
    reject: (reason: string, who = as(PRIYA)) =>
      who.post(`${path}/approval/decision`, { decision: 'reject', reason }),
    withdraw: (who = amara) => who.post(`${path}/approval/withdrawal`),
  };
}

/** Only what time it is; everything else goes on as it does. */
function onlyTheClock(now: number): void {
  jest.useFakeTimers({
    now,
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
}

afterEach(() => jest.useRealTimers());

const told = (answer: { body: { error?: { message?: string } } }) =>
  answer.body.error?.message;

describe('approvals', () => {
  it('let a plan be applied to which somebody else said yes', async () => {
    const { amara, apply, approve, as, ask, path, plan, read } = await start();
    expect(plan.blockers).toEqual(['approval']);
    const refused = await apply();
    expect(refused.status).toBe(409);
    expect(told(refused)).toContain('needs a yes of platform-team');

    const asked = await ask('for the load test');
    expect(asked.status).toBe(201);
    expect(asked.body).toMatchObject({
      digest: plan.digest,
      state: 'Waiting',
      reason: 'Waits for a yes of platform-team (cost.approval-above).',
      environment: 'shop',
      requestedBy: AMARA,
      agent: false,
      note: 'for the load test',
      summary: '3 create',
      decisions: [],
      may: ['withdraw'],
    });
    expect(told(await apply())).toContain('(Waiting)');
    expect((await read(as(PRIYA))).may).toEqual(['approve', 'reject']);

    const approved = await approve();
    expect(approved.status).toBe(200);
    expect(approved.body).toMatchObject({
      state: 'Approved',
      decisions: [
        { decision: 'approve', by: PRIYA, rules: ['cost.approval-above'] },
      ],
      may: ['reject', 'withdraw'],
    });
    expect((await read()).may).toEqual(['withdraw', 'apply']);
    const now = (await amara.get(path)).body;
    expect([now.digest, now.blockers]).toEqual([plan.digest, []]);

    expect((await apply()).status).toBe(202);
    expect(await read()).toMatchObject({ state: 'Applied', may: [] });
    expect((await approve()).status).toBe(409);
  });

  it('count by group, also through a group below it, and by person', async () => {
    const both = asksFor(
      { rule: 'a.rule', approvers: ['group:default/platform-team'] },
      { rule: 'b.rule', approvers: [TOMAS] },
    );
    const { apply, approve, as, ask, read } = await start(both);
    await ask();
    expect((await approve(as(ROSA))).body.state).toBe('Waiting');
    expect((await apply()).status).toBe(409);
    expect((await approve(as(TOMAS))).body.state).toBe('Approved');
    expect((await read()).decisions.map(({ rules }) => rules)).toEqual([
      ['a.rule'],
      ['b.rule'],
    ]);
    expect((await apply()).status).toBe(202);
  });

  it('are one for each digest, however often it is asked', async () => {
    const { ask, notifications } = await start();
    const first = await ask('first');
    const second = await ask('second');
    expect([second.status, second.body.id, second.body.note]).toEqual([
      201,
      first.body.id,
      'first',
    ]);
    expect(notifications.sent).toHaveLength(1);
  });

  it('are not for plans that need none, or that no yes would help', async () => {
    const { amara, policy } = await startEnvironments();
    const free = (await amara.post('/plans', wanted)).body;
    const answer = await amara.post(`/plans/${free.digest}/approval`);
    expect([answer.status, told(answer)]).toEqual([
      409,
      "This plan needs nobody's yes. Apply it.",
    ]);
    const [violation] = byPlatform.violations;
    policy.verdict = {
      ...byPlatform,
      allowed: false,
      violations: [violation, { ...violation, severity: 'deny' }],
    };
    const denied = (await amara.post('/plans', wanted)).body;
    expect((await amara.post(`/plans/${denied.digest}/approval`)).status).toBe(
      403,
    );
    policy.verdict = asksFor({ rule: 'a.rule', approvers: [] });
    const nobody = (await amara.post('/plans', wanted)).body;
    expect(
      told(await amara.post(`/plans/${nobody.digest}/approval`)),
    ).toContain('names nobody');
  });

  it('end with a no, until it is planned again', async () => {
    const { apply, approve, ask, reject, withdraw } = await start();
    await ask();
    const no = await reject('use the small size');
    expect(no.body).toMatchObject({
      state: 'Rejected',
      reason: 'priya.raman said no: use the small size',
      may: [],
    });
    for (const again of [apply, approve, ask, withdraw]) {
      expect((await again()).status).toBe(409);
    }
    expect(told(await apply())).toContain('use the small size');
  });

  it('can be taken back and asked for again', async () => {
    const { apply, approve, as, ask, withdraw } = await start();
    await ask();
    await approve();
    expect((await withdraw(as(TOMAS))).status).toBe(403);
    expect((await withdraw(as(PRIYA))).body.state).toBe('Waiting');
    expect((await apply()).status).toBe(409);
    expect((await approve()).body.state).toBe('Approved');
    expect((await withdraw()).body.state).toBe('Withdrawn');
    expect((await apply()).status).toBe(409);
    expect((await ask()).body).toMatchObject({
      state: 'Waiting',
      decisions: [],
    });
    expect((await apply()).status).toBe(409);
  });

  it('are told to who decides and who asked, one notice of each request', async () => {
    const { approve, ask, notifications, plan } = await start();
    const { body } = await ask();
    await approve();
    const link = `/approvals/${encodeURIComponent(plan.digest)}`;
    expect(notifications.sent).toEqual([
      {
        recipients: {
          type: 'entity',
          entityRef: ['group:default/platform-team'],
          excludeEntityRef: AMARA,
        },
        payload: expect.objectContaining({
          title: 'amara.okafor asks for your yes: create shop',
          scope: `approval:${body.id}`,
          link,
        }),
      },
      {
        recipients: {
          type: 'entity',
          entityRef: [AMARA],
          excludeEntityRef: PRIYA,
        },
        payload: expect.objectContaining({
          title: 'Approved: create shop',
          scope: `approval:${body.id}`,
          link,
        }),
      },
    ]);
  });

  it('are made although nobody can be told', async () => {
    const { approve, ask, notifications } = await start();
    notifications.send = async () => {
      throw new Error('nobody listens');
    };
    expect((await ask()).status).toBe(201);
    expect((await approve()).status).toBe(200);
  });

  it('are void where the plan would not be the same, and say what changed', async () => {
    const { approve, as, ask, classes, read, notifications } = await start();
    await ask();
    classes.set(sandboxClass, 'sha256:2');
    const answer = await approve();
    expect([answer.status, answer.body.error.name]).toEqual([
      409,
      'STALE_PLAN',
    ]);
    expect(answer.body.error.changes).toEqual([
      expect.stringContaining('another version of class'),
    ]);
    const differences = [
      {
        part: 'class',
        what: "there is another version of class 'sandbox'",
        before: 'sha256:1',
        after: 'sha256:2',
      },
    ];
    expect(answer.body.error.differences).toEqual(differences);
    expect(await read(as(PRIYA))).toMatchObject({
      state: 'Void',
      reason: expect.stringContaining('another version of class'),
      differences,
      may: [],
    });
    expect(notifications.sent.at(-1)?.recipients).toMatchObject({
      entityRef: [AMARA],
    });
  });

  it('are void where apply finds it', async () => {
    const { apply, approve, ask, classes, engine, read } = await start();
    await ask();
    await approve();
    classes.set(sandboxClass, 'sha256:2');
    const answer = await apply();
    expect(answer.body.error.name).toBe('STALE_PLAN');
    expect(await read()).toMatchObject({
      state: 'Void',
      differences: [{ part: 'class' }],
    });
    expect((await apply()).status).toBe(409);
    expect(engine.effects).toEqual([]);
  });

  it('ask policy again for who asked, and not for who decides', async () => {
    const { approve, ask, policy } = await start();
    await ask();
    await approve();
    expect(policy.asked.map(({ subject }) => subject.user)).toEqual([
      AMARA,
      AMARA,
    ]);
  });

  it('end with their plan', async () => {
    const { apply, approve, ask, read } = await start();
    const { body } = await ask();
    onlyTheClock(Date.parse(body.expiresAt));
    expect((await approve()).status).toBe(409);
    expect(await read()).toMatchObject({ state: 'Expired', may: [] });
    expect((await apply()).status).toBe(409);
  });

  it('compare with the plan that was applied last', async () => {
    const { amara, apply, approve, ask, events, path, plan, policy } =
      await start();
    await ask();
    await approve();
    const { body: run } = await apply();
    await amara.get(`/runs/${run.id}/events`);
    await events.environment('shop', 'Ready');
    policy.verdict = byPlatform;
    const update = await amara.post('/plans', {
      action: 'update',
      environment: 'shop',
      parameters: { size: 'large' },
    });
    const { body } = await amara.post(`/plans/${update.body.digest}/approval`);
    expect(body).toMatchObject({ action: 'update', lastDigest: plan.digest });
    expect((await amara.get(path)).status).toBe(200);
  });

  it('are listed to who may decide them', async () => {
    const { amara, approve, as, ask, plan } = await start();
    await ask();
    const list = async (query: string, who = amara) =>
      (await who.get(`/approvals${query}`)).body;
    expect(await list('?view=decide', as(ROSA))).toMatchObject({
      total: 1,
      items: [{ digest: plan.digest, may: ['approve', 'reject'] }],
    });
    expect((await list('?view=decide')).total).toBe(0);
    expect((await list('?view=decide', as(TOMAS))).total).toBe(0);
    expect((await list('?view=mine')).total).toBe(1);
    await approve();
    expect((await list('?view=decide', as(ROSA))).total).toBe(0);
    expect((await list('?state=Approved&environment=shop')).total).toBe(1);
  });
});

describe('a yes that must not count', () => {
  it('of who asked', async () => {
    const { approve, as, ask, members, amara, read, reject } = await start();
    members.set(AMARA, ['group:default/platform-team']);
    await ask();
    const own = await approve(amara);
    expect([own.status, told(own)]).toEqual([
      403,
      expect.stringContaining('somebody else must say yes'),
    ]);
    expect((await reject('no', amara)).status).toBe(403);
    expect((await read(as(PRIYA))).state).toBe('Waiting');
  });

  it('of who planned, where somebody else asked', async () => {
    const { approve, ask, as, members, amara, memberOf } = await start();
    members.set(AMARA, ['group:default/platform-team']);
    await ask(undefined, as(memberOf('group:default/checkout-team')));
    expect((await approve(amara)).status).toBe(403);
  });

  it('of who asked, unless the rule lets them', async () => {
    const { approve, ask, members, amara } = await start(
      asksFor({
        rule: 'a.rule',
        approvers: ['group:default/platform-team'],
        fourEyes: false,
      }),
    );
    members.set(AMARA, ['group:default/platform-team']);
    await ask();
    expect((await approve(amara)).body.state).toBe('Approved');
  });

  it('of somebody else, whatever their token claims', async () => {
    const { approve, as, ask, memberOf } = await start();
    await ask();
    const claims = as(memberOf('group:default/platform-team'));
    for (const who of [as(TOMAS), claims, as('user:default/nobody')]) {
      expect((await approve(who)).status).toBe(403);
    }
  });

  it('of who left the group since', async () => {
    const { apply, approve, as, ask, members, read } = await start();
    await ask();
    await approve();
    members.set(PRIYA, ['group:default/checkout-team']);
    const answer = await apply();
    expect([answer.status, told(answer)]).toEqual([
      409,
      expect.stringContaining('counts no longer'),
    ]);
    expect(await read()).toMatchObject({ state: 'Waiting', decisions: [] });
    members.delete(PRIYA);
    expect((await approve()).status).toBe(403);
    await approve(as(ROSA));
    expect((await apply()).status).toBe(202);
  });

  it('for another plan', async () => {
    const { amara, approve, ask } = await start();
    await ask();
    await approve();
    const other = (await amara.post('/plans', { ...wanted, name: 'two' })).body;
    const answer = await amara.post(`/plans/${other.digest}/apply`);
    expect([answer.status, other.blockers]).toEqual([409, ['approval']]);
    const none = `sha256:${'0'.repeat(64)}`;
    for (const path of ['approval', 'approval/decision', 'apply']) {
      const { status } = await amara.post(`/plans/${none}/${path}`, {
        ...(path.endsWith('decision') && { decision: 'approve' }),
      });
      expect(status).toBe(404);
    }
  });

  it('that nobody asked for', async () => {
    const { approve } = await start();
    expect((await approve()).status).toBe(404);
  });

  it('that is no yes', async () => {
    const { amara, as, ask, path, read } = await start();
    await ask();
    const bodies: object[] = [
      {},
      { decision: 'yes' },
      { decision: 'reject' },
      { decision: 'reject', reason: ' ' },
      { decision: 'approve', state: 'Approved' },
      { decision: 'approve', by: PRIYA },
      [],
    ];
    for (const body of bodies) {
      const answer = await as(PRIYA).post(`${path}/approval/decision`, body);
      expect(answer.status).toBe(400);
    }
    const tampered = { note: 'n', state: 'Approved', needed: [] };
    expect((await amara.post(`${path}/approval`, tampered)).status).toBe(400);
    expect((await read()).state).toBe('Waiting');
  });

  it('of a plan that one may not ask for', async () => {
    const { as, ask } = await start();
    expect((await ask(undefined, as(TOMAS))).status).toBe(403);
  });

  it('while the catalog does not answer', async () => {
    const { approve, ask, members } = await start();
    await ask();
    members.get = () => {
      throw new Error('down');
    };
    expect((await approve()).status).toBe(503);
  });

  it('of what may not be seen', async () => {
    const { approve, as, ask, path, permissions } = await start();
    await ask();
    permissions.everybodyReads = false;
    expect((await approve()).status).toBe(403);
    expect((await as(PRIYA).get(`${path}/approval`)).status).toBe(403);
    expect((await as(PRIYA).get('/approvals')).body.total).toBe(0);
  });
});

describe('a program', () => {
  it('plans and asks; the person behind it applies', async () => {
    const { amara, as, apply, engine, plan, ask } = await start({
      ...byPlatform,
      violations: [],
    });
    const program = as(AMARA, PROGRAM);
    const refused = await apply(program);
    expect([refused.status, told(refused)]).toEqual([
      403,
      expect.stringContaining('page Approvals'),
    ]);
    expect(engine.effects).toEqual([]);
    expect((await ask('please', program)).body).toMatchObject({
      agent: true,
      state: 'Waiting',
      needed: [
        { rule: 'agent.confirmation', approvers: [AMARA], fourEyes: false },
      ],
      may: [],
    });
    const mine = await amara.get('/approvals?view=decide');
    expect(mine.body.items[0]).toMatchObject({
      digest: plan.digest,
      may: ['approve', 'reject', 'withdraw', 'apply'],
    });
    expect((await apply(program)).status).toBe(403);
    expect((await apply(amara)).status).toBe(202);
    expect((await amara.get('/approvals?state=Applied')).body.total).toBe(1);
  });

  it('decides nothing', async () => {
    const { as, ask, approve, reject } = await start();
    await ask();
    expect((await approve(as(PRIYA, PROGRAM))).status).toBe(403);
    expect((await reject('no', as(PRIYA, PROGRAM))).status).toBe(403);
  });

  it('does not stand in for the yes of somebody else', async () => {
    const { amara, as, ask, apply, approve } = await start();
    await ask(undefined, as(AMARA, PROGRAM));
    expect((await apply(amara)).status).toBe(409);
    expect((await approve(amara)).body.state).toBe('Waiting');
    expect((await apply(amara)).status).toBe(409);
    await approve();
    expect((await apply(as(AMARA, PROGRAM))).status).toBe(403);
    expect((await apply(amara)).status).toBe(202);
  });

  it('takes back only what a program asked for', async () => {
    const { as, ask, withdraw } = await start();
    await ask();
    expect((await withdraw(as(AMARA, PROGRAM))).status).toBe(403);
  });
});

it('lets one of an apply and a withdrawal at the same moment happen', async () => {
  for (let round = 0; round < 5; round++) {
    const engine = new FakeEngine();
    const { apply, approve, ask, read, withdraw } = await start(byPlatform, {
      engine,
    });
    await ask();
    await approve();
    const [applied, withdrawn] = await Promise.all([apply(), withdraw()]);
    const { state } = await read();
    expect([applied.status, withdrawn.status, state]).toEqual(
      applied.status === 202 ? [202, 409, 'Applied'] : [409, 200, 'Withdrawn'],
    );
  }
});
