import { mockCredentials } from '@backstage/backend-test-utils';
import {
  startEnvironments,
  wanted,
  AMARA,
} from '../__testUtils__/startEnvironments';

/** A person as an MCP client speaks for them. */
function throughAgent(user: string) {
  const credentials = mockCredentials.user(user);
  return {
    ...credentials,
    principal: {
      ...credentials.principal,
      actor: { type: 'service' as const, subject: 'plugin:mcp-actions' },
    },
  };
}

describe('actions', () => {
  it('read as the person behind them', async () => {
    const { actions, create } = await startEnvironments();
    await create();
    const { output } = await actions.invoke({
      id: 'test:get-environment',
      input: { name: 'shop' },
      credentials: mockCredentials.user(AMARA),
    });
    expect(output).toMatchObject({ environment: { name: 'shop' } });
  });

  it('answer nothing to a program without a person', async () => {
    const { actions } = await startEnvironments();
    await expect(
      actions.invoke({
        id: 'test:list-environments',
        input: {},
        credentials: mockCredentials.service(),
      }),
    ).rejects.toThrow('in the name of a person');
  });

  it('end in a plan that waits, and apply nothing', async () => {
    const { actions, amara, engine } = await startEnvironments();
    const { action: _, ...input } = wanted;
    const { output } = await actions.invoke({
      id: 'test:plan-environment',
      input,
      credentials: throughAgent(AMARA),
    });
    expect(output).toMatchObject({
      digest: expect.stringMatching(/^sha256:/),
      blockers: [],
      next: expect.stringContaining('Nothing was changed.'),
    });
    expect(engine.effects).toEqual([]);
    expect((await amara.get('/environments')).body.total).toBe(0);
    expect(
      (await amara.get('/approvals?view=decide')).body.items,
    ).toMatchObject([
      {
        environment: 'shop',
        agent: true,
        may: expect.arrayContaining(['apply']),
      },
    ]);
  });

  it('keep the parameters that a change does not name', async () => {
    const { actions, amara, create } = await startEnvironments();
    await create();
    const { output } = await actions.invoke({
      id: 'test:plan-change',
      input: { environment: 'shop', action: 'update', parameters: {} },
      credentials: mockCredentials.user(AMARA),
    });
    const digest =
      typeof output === 'object' && output && 'digest' in output
        ? String(output.digest)
        : '';
    const plan = await amara.get(`/plans/${digest}`);
    expect(plan.body.parameters).toEqual(wanted.parameters);
  });
});
