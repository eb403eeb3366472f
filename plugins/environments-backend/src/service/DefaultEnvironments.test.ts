import { sandboxClass } from '../__testUtils__/MemoryClasses';
import {
  startEnvironments,
  TOMAS,
  wanted,
} from '../__testUtils__/startEnvironments';

type Backend = Awaited<ReturnType<typeof startEnvironments>>;

const violation = {
  rule: 'environment.quota',
  title: 'Quota present',
  severity: 'deny' as const,
  message: 'Namespace env-shop has no quota',
};

describe('a plan that is applied', () => {
  it.each<[string, (backend: Backend) => void, string]>([
    [
      'the class was changed',
      ({ classes }) => classes.set(sandboxClass, 'sha256:2'),
      "another version of class 'sandbox'",
    ],
    [
      'the policy was changed',
      ({ policy }) => {
        policy.verdict = {
          allowed: true,
          revision: 'r2',
          rules: [],
          violations: [],
        };
      },
      'policy has another revision',
    ],
    [
      'policy denies it now',
      ({ policy }) => {
        policy.verdict = {
          allowed: false,
          revision: 'r1',
          rules: [],
          violations: [violation],
        };
      },
      'policy denies it now',
    ],
    [
      'somebody made the namespace',
      ({ engine }) =>
        engine.live.set(
          JSON.stringify(['local', 'v1', 'Namespace', null, 'env-shop']),
          { uid: 'theirs', object: {} },
        ),
      'Namespace env-shop: create became conflict',
    ],
    [
      'the cluster is another one',
      ({ clusters }) => {
        clusters.identity = 'cluster-2';
      },
      'its cluster is another one',
    ],
  ])('is stale where %s', async (_name, change, said) => {
    const backend = await startEnvironments();
    const { amara, engine } = backend;
    const plan = await amara.post('/plans', wanted);
    change(backend);
    const answer = await amara.post(`/plans/${plan.body.digest}/apply`);
    expect(answer.status).toBe(409);
    expect(answer.body.error).toMatchObject({
      name: 'STALE_PLAN',
      code: 'STALE_PLAN',
    });
    expect(answer.body.error.changes.join()).toContain(said);
    expect(engine.effects).toEqual([]);
    expect((await amara.get('/environments')).body.total).toBe(0);
  });

  it('is refused where policy denies it, with the reasons', async () => {
    const { amara, engine, policy } = await startEnvironments();
    policy.verdict = {
      allowed: false,
      revision: 'r1',
      rules: [],
      violations: [violation],
    };
    const plan = await amara.post('/plans', wanted);
    expect(plan.body.blockers).toEqual(['denied']);
    const answer = await amara.post(`/plans/${plan.body.digest}/apply`);
    expect(answer.status).toBe(403);
    expect(answer.body.error.message).toContain(violation.message);
    expect(engine.effects).toEqual([]);
  });

  it('is refused where policy asks for an approval', async () => {
    const { amara, policy } = await startEnvironments();
    policy.verdict = {
      allowed: true,
      revision: 'r1',
      rules: [],
      violations: [{ ...violation, severity: 'approve' }],
    };
    const plan = await amara.post('/plans', wanted);
    expect(plan.body.blockers).toEqual(['approval']);
    const answer = await amara.post(`/plans/${plan.body.digest}/apply`);
    expect(answer.status).toBe(409);
  });

  it('is refused where policy does not answer any more', async () => {
    const { amara, engine, policy } = await startEnvironments();
    const plan = await amara.post('/plans', wanted);
    policy.verdict = undefined;
    const answer = await amara.post(`/plans/${plan.body.digest}/apply`);
    expect(answer.status).toBe(503);
    expect(engine.effects).toEqual([]);
    expect((await amara.get('/environments')).body.total).toBe(0);
  });

  it('is refused where it is too old', async () => {
    const { amara, engine } = await startEnvironments({
      planTtl: { milliseconds: 1 },
    });
    const plan = await amara.post('/plans', wanted);
    const answer = await amara.post(`/plans/${plan.body.digest}/apply`);
    expect(answer.status).toBe(409);
    expect(answer.body.error.message).toContain('too old');
    expect(engine.effects).toEqual([]);
  });

  it('is refused for a person of another group, whoever planned it', async () => {
    const { amara, as, engine } = await startEnvironments();
    const plan = await amara.post('/plans', wanted);
    const answer = await as(TOMAS).post(`/plans/${plan.body.digest}/apply`);
    expect(answer.status).toBe(403);
    expect(engine.effects).toEqual([]);
  });

  it('answers the same run when it is applied again', async () => {
    const { amara, create, engine } = await startEnvironments();
    const run = await create();
    const again = await amara.post(`/plans/${run.digest}/apply`);
    expect(again.status).toBe(202);
    expect(again.body.id).toBe(run.id);
    expect(engine.effects).toHaveLength(3);
  });

  it('is executed once, however often it is applied at the same time', async () => {
    const { amara, engine } = await startEnvironments();
    const plan = await amara.post('/plans', wanted);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        amara.post(`/plans/${plan.body.digest}/apply`),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(202));
    const ids = new Set(answers.map(({ body }) => body.id));
    expect(ids.size).toBe(1);
    await amara.get(`/runs/${[...ids][0]}/events`);
    expect(engine.effects).toHaveLength(3);
  });

  it('wins the name alone, of several for it at the same time', async () => {
    const { amara } = await startEnvironments();
    const plans = await Promise.all(
      ['small', 'large', 'small'].map(size =>
        amara.post('/plans', { ...wanted, parameters: { size } }),
      ),
    );
    const answers = await Promise.all(
      plans.map(({ body }) => amara.post(`/plans/${body.digest}/apply`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
    const [loser] = answers.filter(({ status }) => status === 409);
    expect(loser.body.error.fields[0].field).toBe('name');
    expect((await amara.get('/environments')).body.total).toBe(1);
  });
});

describe('a destroy that was found to be unchanged while another one began', () => {
  const destroy = { action: 'destroy', environment: 'shop' };
  const allowed = { allowed: true, revision: 'r1', rules: [] };
  const warning = { ...violation, severity: 'warn' as const };

  /** Applies one plan, and before it is queued, but after it was planned again, another one. */
  async function applyInBetween(
    { amara, engine, policy }: Backend,
    slow: string,
    fast: () => Promise<string>,
  ) {
    const verdict = policy.verdict;
    let release = () => {};
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    let end = () => {};
    const unending = new Promise<void>(resolve => {
      end = resolve;
    });
    engine.beforeEffect = () => unending;
    const decide = policy.decide.bind(policy);
    const asked = new Promise<void>(resolve => {
      policy.decide = async () => {
        policy.decide = decide;
        resolve();
        await held;
        if (!verdict) {
          throw new Error('this test needs a verdict');
        }
        return verdict;
      };
    });
    const late = amara.post(`/plans/${slow}/apply`).then(answer => answer);
    await asked;
    const first = await amara.post(`/plans/${await fast()}/apply`);
    release();
    const second = await late;
    end();
    await amara.get(`/runs/${first.body.id}/events`);
    return { first, second };
  }

  it('is answered with the run of the same plan', async () => {
    const backend = await startEnvironments();
    await backend.create();
    const { digest } = (await backend.amara.post('/plans', destroy)).body;
    const { first, second } = await applyInBetween(
      backend,
      digest,
      async () => digest,
    );
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(second.body.id).toBe(first.body.id);
    expect(backend.engine.live.size).toBe(0);
  });

  it('is refused where that was another plan', async () => {
    const backend = await startEnvironments();
    const { amara, create, policy } = backend;
    await create();
    const { digest } = (await amara.post('/plans', destroy)).body;
    const { first, second } = await applyInBetween(
      backend,
      digest,
      async () => {
        policy.verdict = { ...allowed, violations: [warning] };
        return (await amara.post('/plans', destroy)).body.digest;
      },
    );
    expect([first.status, second.status]).toEqual([202, 409]);
    expect(second.body.error.fields[0].field).toBe('environment');
    expect((await amara.get('/environments/shop/runs')).body).toHaveLength(2);
  });
});

describe('planning', () => {
  it('answers 503 where policy does not answer, and keeps no plan', async () => {
    const { amara, policy } = await startEnvironments();
    policy.verdict = undefined;
    const answer = await amara.post('/plans', wanted);
    expect(answer.status).toBe(503);
    expect(answer.body.error.message).toContain('Policy does not answer');
  });

  it('refuses a name that something else in the catalog has', async () => {
    const { amara } = await startEnvironments();
    const taken = await amara.post('/plans', { ...wanted, name: 'orders-db' });
    expect(taken.status).toBe(409);
    expect(taken.body.error.fields).toEqual([
      {
        field: 'name',
        message: expect.stringContaining('resource:default/orders-db'),
      },
    ]);
  });

  it('allows the name of an environment that the catalog has not forgotten yet', async () => {
    const { amara } = await startEnvironments();
    const name = 'gone-a-moment-ago';
    expect((await amara.post('/plans', { ...wanted, name })).status).toBe(201);
  });

  it('tells policy who asks, and what would be made', async () => {
    const { amara, policy } = await startEnvironments();
    await amara.post('/plans', {
      ...wanted,
      parameters: { size: 'small', service: 'cart-api' },
    });
    expect(policy.asked).toHaveLength(1);
    expect(policy.asked[0]).toMatchObject({
      version: 1,
      action: 'create',
      subject: {
        user: 'user:default/amara.okafor',
        groups: expect.arrayContaining(['group:default/checkout-team']),
        agent: false,
      },
      class: {
        name: 'sandbox',
        owner: 'group:default/platform-team',
        lifecycle: { ttlHours: 72, production: false },
      },
      environment: { name: 'shop', expiresAt: expect.stringMatching(/Z$/) },
      catalog: { ownerExists: true, lifecycle: 'production' },
    });
    expect(
      policy.asked[0].changes.map(({ resource }) => resource.kind),
    ).toEqual(['Namespace', 'ConfigMap', 'Secret']);
  });

  it('finds environments by the component that they run', async () => {
    const { amara, create } = await startEnvironments();
    await create({ parameters: { size: 'small', service: 'cart-api' } });
    const found = await amara.get('/environments?component=cart-api');
    expect(found.body.items[0].entities).toEqual([
      'component:default/cart-api',
    ]);
    const none = await amara.get('/environments?component=other');
    expect(none.body.total).toBe(0);
  });

  it('refuses to destroy what is being made', async () => {
    const { amara, engine } = await startEnvironments();
    let release = () => {};
    engine.beforeEffect = () =>
      new Promise(resolve => {
        release = resolve;
      });
    const plan = await amara.post('/plans', wanted);
    const applied = await amara.post(`/plans/${plan.body.digest}/apply`);
    const destroy = await amara.post('/plans', {
      action: 'destroy',
      environment: 'shop',
    });
    expect(destroy.status).toBe(409);
    expect(destroy.body.error.fields[0].field).toBe('environment');
    engine.beforeEffect = () => {};
    release();
    await amara.get(`/runs/${applied.body.id}/events`);
  });

  it('can destroy after the class is gone', async () => {
    const { amara, classes, create, engine, finish } =
      await startEnvironments();
    await create();
    classes.remove('sandbox');
    const plan = await amara.post('/plans', {
      action: 'destroy',
      environment: 'shop',
    });
    expect((await finish(plan.body)).state).toBe('Succeeded');
    expect(engine.live.size).toBe(0);
  });
});

describe('the list', () => {
  it('tells those of whose class there is a newer version', async () => {
    const { amara, classes, create, finish } = await startEnvironments();
    await create();
    const older = async () => {
      const { body } = await amara.get('/environments?upgrade=true');
      return [body.total, body.items.length];
    };
    expect(await older()).toEqual([0, 0]);

    classes.set(sandboxClass, 'sha256:2');
    expect(await older()).toEqual([1, 1]);

    const destroy = await amara.post('/plans', {
      action: 'destroy',
      environment: 'shop',
    });
    await finish(destroy.body);
    expect(await older()).toEqual([0, 0]);
  });

  it('is not asked for what cannot be asked', async () => {
    const { amara } = await startEnvironments();
    const { status, body } = await amara.get('/environments?upgrade=yes');
    expect(status).toBe(400);
    expect(body.error.fields).toEqual([
      { field: 'upgrade', message: 'must be true, or not be there' },
    ]);
  });
});
