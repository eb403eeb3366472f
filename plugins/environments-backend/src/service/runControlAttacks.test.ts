import { TestDatabases } from '@backstage/backend-test-utils';
import type { Run } from '@cairn/plugin-environments-common';
import {
  AMARA,
  startEnvironments,
  wanted,
} from '../__testUtils__/startEnvironments';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** A run that failed at its second step. */
async function failedRun() {
  const knex = await databases.init('SQLITE_3');
  const started = await startEnvironments({
    database: { getClient: async () => knex },
  });
  const { create, engine } = started;
  engine.beforeEffect = (_operation, { kind }) => {
    if (kind === 'ConfigMap') {
      throw new Error('quota exceeded');
    }
  };
  const run = await create();
  expect(run.state).toBe('Failed');
  engine.beforeEffect = () => {};
  return { ...started, knex, run };
}

async function expectUntouched(
  { amara, engine }: Awaited<ReturnType<typeof failedRun>>,
  run: Run,
): Promise<void> {
  expect((await amara.get(`/runs/${run.id}`)).body).toMatchObject({
    state: 'Failed',
    attempt: 1,
  });
  expect(engine.effects).toEqual(['create Namespace/env-shop']);
}

describe('a run that failed goes on only', () => {
  it('where a person asks for it, and no program in their name', async () => {
    const started = await failedRun();
    const { as, run } = started;
    const program = as(AMARA, 'plugin:mcp-actions');
    for (const path of [
      `/runs/${run.id}/retry`,
      `/runs/${run.id}/cancellation`,
      '/environments/shop/extension',
    ]) {
      const refused = await program.post(path);
      expect([path, refused.status]).toEqual([path, 403]);
      expect(refused.body.error.message).toContain(
        'A program can plan and ask',
      );
    }
    await expectUntouched(started, run);
  });

  it('while policy still allows what it does', async () => {
    const started = await failedRun();
    const { amara, policy, run } = started;
    const before = policy.verdict;
    policy.verdict = {
      allowed: false,
      revision: 'r2',
      rules: [{ id: 'environment.frozen', passed: false }],
      violations: [
        {
          rule: 'environment.frozen',
          title: 'Nothing changes',
          severity: 'deny',
          message: 'Nothing is changed on this day.',
        },
      ],
    };
    const denied = await amara.post(`/runs/${run.id}/retry`);
    expect(denied.status).toBe(403);
    expect(denied.body.error.message).toContain('Nothing is changed');
    expect(policy.asked.at(-1)).toMatchObject({
      action: 'create',
      environment: { name: 'shop' },
      class: { name: 'sandbox' },
      subject: { user: AMARA },
    });

    policy.verdict = undefined;
    expect((await amara.post(`/runs/${run.id}/retry`)).status).toBe(503);
    await expectUntouched(started, run);

    policy.verdict = before;
    expect((await amara.post(`/runs/${run.id}/retry`)).status).toBe(202);
    await amara.get(`/runs/${run.id}/events`);
  });

  it('while policy asks for no yes that was not given', async () => {
    const started = await failedRun();
    const { amara, policy, run } = started;
    policy.verdict = {
      allowed: true,
      revision: 'r2',
      rules: [{ id: 'environment.budget', passed: false }],
      violations: [
        {
          rule: 'environment.budget',
          title: 'Budget',
          severity: 'approve',
          message: 'It costs more than it may.',
          approvers: ['group:default/platform-team'],
        },
      ],
    };
    const refused = await amara.post(`/runs/${run.id}/retry`);
    expect(refused.status).toBe(409);
    expect(refused.body.error.message).toContain('that nobody gave');
    await expectUntouched(started, run);
  });

  it('while its plan is not too old', async () => {
    const started = await failedRun();
    const { amara, knex, run } = started;
    await knex('plans')
      .where({ digest: run.digest })
      .update({ expires_at: new Date(Date.now() - 1).toISOString() });
    const refused = await amara.post(`/runs/${run.id}/retry`);
    expect(refused.status).toBe(409);
    expect(refused.body.error.message).toContain('too old');
    await expectUntouched(started, run);
  });

  it('where it is the one that was planned: an environment of the same name is not meant', async () => {
    const { amara, finish, run } = await failedRun();
    const destroy = await amara.post('/plans', {
      action: 'destroy',
      environment: 'shop',
    });
    await finish(destroy.body);
    const again = await amara.post('/plans', wanted);
    expect((await finish(again.body)).state).toBe('Succeeded');
    expect((await amara.post(`/runs/${run.id}/retry`)).status).toBe(409);
  });
});
