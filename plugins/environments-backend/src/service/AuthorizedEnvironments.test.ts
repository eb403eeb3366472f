import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import {
  startEnvironments,
  TOMAS,
  wanted,
} from '../__testUtils__/startEnvironments';

describe('who may do what', () => {
  it('lets nobody plan for a group that is not theirs', async () => {
    const { as, policy } = await startEnvironments();
    const answer = await as(TOMAS).post('/plans', wanted);
    expect(answer.status).toBe(403);
    expect(answer.body.error.message).toContain('environment.plan');
    expect(policy.asked).toEqual([]);
  });

  it('decides on the group that is meant, however it is written', async () => {
    const { as, amara } = await startEnvironments();
    for (const owner of ['checkout-team', 'GROUP:default/Checkout-Team']) {
      const theirs = await as(TOMAS).post('/plans', { ...wanted, owner });
      expect(theirs.status).toBe(403);
      const ours = await amara.post('/plans', { ...wanted, owner });
      expect(ours.body.environment.owner).toBe('group:default/checkout-team');
    }
  });

  it("lets nobody apply, or plan to destroy, another group's", async () => {
    const { amara, as, create, engine, events } = await startEnvironments();
    const plan = await amara.post('/plans', { ...wanted, name: 'other' });
    const applied = await as(TOMAS).post(`/plans/${plan.body.digest}/apply`);
    expect(applied.status).toBe(403);
    expect(applied.body.error.message).toContain('environment.apply');
    expect(engine.effects).toEqual([]);

    await create();
    await events.environment('shop', 'Ready');
    const destroy = { action: 'destroy', environment: 'shop' };
    expect((await as(TOMAS).post('/plans', destroy)).status).toBe(403);

    const ours = await amara.post('/plans', destroy);
    const theirs = await as(TOMAS).post(`/plans/${ours.body.digest}/apply`);
    expect(theirs.status).toBe(403);
    expect(theirs.body.error.message).toContain('environment.destroy');
    expect(engine.live.size).toBe(3);
  });

  it('lets everybody read what the policy lets everybody read', async () => {
    const { as, create } = await startEnvironments();
    const run = await create();
    for (const path of [
      '/classes',
      '/environments',
      '/environments/shop',
      '/environments/shop/resources',
      '/environments/shop/runs',
      `/plans/${run.digest}`,
      `/runs/${run.id}`,
    ]) {
      expect((await as(TOMAS).get(path)).status).toBe(200);
    }
  });

  it('narrows what may be read by the condition of the policy', async () => {
    const { as, amara, create, permissions } = await startEnvironments();
    const run = await create();
    permissions.everybodyReads = false;
    expect((await amara.get('/environments')).body.total).toBe(1);
    expect((await as(TOMAS).get('/environments')).body).toEqual({
      items: [],
      total: 0,
    });
    for (const path of [
      '/environments/shop',
      '/environments/shop/resources',
      '/environments/shop/runs',
      `/plans/${run.digest}`,
      `/runs/${run.id}`,
      `/runs/${run.id}/events`,
    ]) {
      expect((await as(TOMAS).get(path)).status).toBe(403);
      expect((await amara.get(path)).status).toBe(200);
    }
  });

  it('answers nobody who is not signed in', async () => {
    const { server } = await startEnvironments();
    for (const path of ['/classes', '/environments', '/runs/x/events']) {
      const answer = await request(server)
        .get(`/api/environments/v1${path}`)
        .set('Authorization', mockCredentials.none.header());
      expect(answer.status).toBe(401);
    }
  });
});
