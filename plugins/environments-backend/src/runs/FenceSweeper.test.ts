import { FakeEngine } from '../__testUtils__/FakeEngine';
import { startEnvironments } from '../__testUtils__/startEnvironments';

describe('a token that stays in a cluster', () => {
  async function stayed() {
    const started = await startEnvironments({ engine: new FakeEngine() });
    started.clusters.keepsTokens = true;
    const run = await started.create();
    expect(run.state).toBe('Succeeded');
    const { id } = (await started.amara.get('/environments/shop')).body;
    const token = started.clusters.tokens.get(id);
    expect(token).toEqual(expect.any(String));
    return { ...started, id, token: String(token) };
  }

  it('is taken away when its run is over, as soon as the cluster answers again', async () => {
    const { clusters, id, sweep } = await stayed();
    await sweep();
    expect(clusters.tokens.get(id)).toEqual(expect.any(String));
    clusters.keepsTokens = false;
    await sweep();
    expect(clusters.tokens.get(id)).toBeNull();
  });

  it('stays while something of its environment runs', async () => {
    const { amara, clusters, engine, events, id, sweep } = await stayed();
    clusters.keepsTokens = false;
    let go = () => {};
    const opened = new Promise<void>(resolve => {
      go = resolve;
    });
    const reached = new Promise<void>(resolve => {
      engine.beforeEffect = () => {
        resolve();
        return opened;
      };
    });
    const plan = await amara.post('/plans', {
      action: 'destroy',
      environment: 'shop',
    });
    await amara.post(`/plans/${plan.body.digest}/apply`);
    await reached;
    const held = clusters.tokens.get(id);
    await sweep();
    expect(clusters.tokens.get(id)).toBe(held);
    go();
    await events.environment('shop', 'Destroyed');
  });

  it('of another Cairn is left to that one', async () => {
    const { clusters, id, sweep, token } = await stayed();
    clusters.keepsTokens = false;
    const others = '0b5c1d0e-5f0a-4a4e-9a56-6f2b5f0c2b11';
    clusters.tokens.set(others, '3');
    // As if the database was restored from a backup, and this Cairn does not know of it any more.
    clusters.tokens.set(id, String(Number(token) + 1000));
    await sweep();
    expect(clusters.tokens.get(others)).toBe('3');
    expect(clusters.tokens.get(id)).toBe(String(Number(token) + 1000));
  });

  it('keeps nobody from their work where the cluster is away', async () => {
    const { clusters, sweep } = await stayed();
    clusters.away = 'nobody answers';
    await expect(sweep()).resolves.toBeUndefined();
  });
});
