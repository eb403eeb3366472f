import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import { contractRoutes } from '../__testUtils__/contract';
import { PRIYA } from '../__testUtils__/people';
import {
  AMARA,
  startEnvironments,
  TOMAS,
  wanted,
} from '../__testUtils__/startEnvironments';

/** Who asks: of the owning group, of another, of those who may audit, a program in the owner's name, another plugin. */
const everybody = ['owner', 'other', 'platform', 'program', 'plugin'] as const;
type Who = (typeof everybody)[number];

const people: Who[] = ['owner', 'other', 'platform', 'program'];
/** Who reads what is the owning group's, where the permission policy lets nobody else read it. */
const readers: Who[] = ['owner', 'program'];

/**
 * Everybody else is refused. What is listed for others shows or does nothing of what is not theirs: that has tests of its own.
 * The one who is not signed in never gets in.
 */
const LET_IN: Record<string, readonly Who[]> = {
  'GET /v1/classes': everybody,
  'GET /v1/classes/:name': everybody,
  'POST /v1/classes/:name/upgrades': people,
  'POST /v1/plans': readers,
  'POST /v1/plans/apply': people,
  'GET /v1/plans/:digest': readers,
  'POST /v1/plans/:digest/apply': ['owner'],
  'GET /v1/approvals': people,
  'GET /v1/plans/:digest/approval': readers,
  'POST /v1/plans/:digest/approval': readers,
  'POST /v1/plans/:digest/approval/decision': [],
  'POST /v1/plans/:digest/approval/withdrawal': ['owner'],
  'GET /v1/environments': everybody,
  'GET /v1/environments/:name': readers,
  'POST /v1/environments/:name/extension': ['owner'],
  'GET /v1/environments/:name/drift': readers,
  'GET /v1/environments/:name/story': readers,
  'GET /v1/environments/:name/receipt': readers,
  'GET /v1/environments/:name/resources': readers,
  'GET /v1/environments/:name/resources/:itemId/manifest': readers,
  'GET /v1/environments/:name/runs': readers,
  'GET /v1/inventory': ['plugin'],
  'GET /v1/runs/:id': readers,
  'GET /v1/runs/:id/events': readers,
  'POST /v1/runs/:id/retry': ['owner'],
  'POST /v1/runs/:id/cancellation': ['owner'],
  'GET /v1/orphans': people,
  'GET /v1/ledger': ['platform'],
  'GET /v1/ledger/verification': ['platform'],
  'GET /v1/ledger/export': ['platform'],
};

const headers: Record<Who | 'nobody', string> = {
  owner: mockCredentials.user.header(AMARA),
  other: mockCredentials.user.header(TOMAS),
  platform: mockCredentials.user.header(PRIYA),
  program: `Bearer ${mockCredentials.user.token(AMARA, {
    actor: { subject: 'plugin:mcp-actions' },
  })}`,
  plugin: mockCredentials.service.header(),
  nobody: mockCredentials.none.header(),
};

/** Everything that a route can be about, all of it of the owner. */
async function start() {
  const started = await startEnvironments();
  const { amara, create, finish, permissions, policy, server } = started;
  permissions.everybodyReads = false;
  permissions.auditors.add(PRIYA);
  const gone = { ...wanted, name: 'gone' };
  await create(gone);
  const destroy = { action: 'destroy', environment: 'gone' };
  await finish((await amara.post('/plans', destroy)).body);

  const run = await create();
  const items = (await amara.get('/environments/shop/resources')).body;
  policy.verdict = {
    allowed: true,
    revision: 'r2',
    rules: [{ id: 'cost.approval-above', passed: false }],
    violations: [
      {
        rule: 'cost.approval-above',
        title: 'Expensive',
        severity: 'approve',
        message: 'It costs much.',
        approvers: ['group:default/platform-team'],
      },
    ],
  };
  const plan = await amara.post('/plans', { ...wanted, name: 'dear' });
  const { digest } = plan.body;
  expect((await amara.post(`/plans/${digest}/approval`)).status).toBe(201);

  const path = (route: string) =>
    route
      .replace(':name/receipt', 'gone/receipt')
      .replace(':name', route.includes('/classes/') ? 'sandbox' : 'shop')
      .replace(':digest', digest)
      .replace(':itemId', items[0].id)
      .replace(':id', run.id);
  const body = (route: string): object => {
    switch (route) {
      case 'POST /v1/plans':
        return { ...wanted, name: 'another' };
      case 'POST /v1/plans/apply':
        return { digests: [digest] };
      case 'POST /v1/plans/:digest/approval/decision':
        return { decision: 'approve' };
      default:
        return {};
    }
  };
  const ask = async (who: Who | 'nobody', route: string) => {
    const [method, template] = route.split(' ');
    const url = `/api/environments${path(template)}`;
    return method === 'GET'
      ? request(server).get(url).set('Authorization', headers[who])
      : request(server)
          .post(url)
          .set('Authorization', headers[who])
          .send(body(route));
  };
  return { ...started, ask, digest };
}

describe('each route', () => {
  it('is in the table', () => {
    expect(Object.keys(LET_IN).sort()).toEqual(contractRoutes);
  });

  it('lets in whom the table names, and nobody else', async () => {
    const { ask, engine } = await start();
    const before = [...engine.effects];
    const wrong: string[] = [];
    for (const [route, letIn] of Object.entries(LET_IN)) {
      const { status } = await ask('nobody', route);
      if (status !== 401) {
        wrong.push(`${route} answers nobody with ${status}`);
      }
      for (const who of everybody.filter(one => !letIn.includes(one))) {
        const answer = await ask(who, route);
        if (answer.status !== 403) {
          wrong.push(`${route} answers ${who} with ${answer.status}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(engine.effects).toEqual(before);

    for (const [route, letIn] of Object.entries(LET_IN)) {
      for (const who of letIn) {
        const { status } = await ask(who, route);
        if (status === 401 || status === 403 || status >= 500) {
          wrong.push(`${route} answers ${who} with ${status}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  it('shows and does nothing of what is not theirs where it lets everybody in', async () => {
    const { ask, digest, engine } = await start();
    const before = [...engine.effects];
    for (const who of ['other', 'plugin'] as const) {
      expect((await ask(who, 'GET /v1/environments')).body).toEqual({
        items: [],
        total: 0,
      });
    }
    expect((await ask('other', 'GET /v1/approvals')).body.items).toEqual([]);
    expect((await ask('other', 'GET /v1/orphans')).body).toEqual([]);
    const upgrades = await ask('other', 'POST /v1/classes/:name/upgrades');
    expect(upgrades.body).toMatchObject({ items: [], current: 0 });
    for (const who of ['other', 'platform', 'program'] as const) {
      expect((await ask(who, 'POST /v1/plans/apply')).body).toEqual([
        { digest, message: expect.any(String) },
      ]);
    }
    expect(engine.effects).toEqual(before);
  });
});
