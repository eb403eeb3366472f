import { TestDatabases } from '@backstage/backend-test-utils';
import { environmentClassSchema } from '@cairn/plugin-environments-common';
import { sandboxClass } from '../__testUtils__/MemoryClasses';
import { startEnvironments, TOMAS } from '../__testUtils__/startEnvironments';
import { refKey } from '../refKey';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const update = (more: object = {}) => ({
  action: 'update',
  environment: 'shop',
  ...more,
});
const settings = {
  cluster: 'local',
  apiVersion: 'v1',
  kind: 'ConfigMap',
  namespace: 'env-shop',
  name: 'settings',
};

/** The same class, of which a newer version makes less and asks for more. */
const newerClass = environmentClassSchema.parse({
  ...sandboxClass,
  spec: {
    ...sandboxClass.spec,
    parameters: {
      ...sandboxClass.spec.parameters,
      properties: { size: { type: 'string', enum: ['small', 'huge'] } },
    },
    components: [
      sandboxClass.spec.components[1],
      {
        ...sandboxClass.spec.components[0],
        inline: [
          {
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: {
              name: 'other',
              namespace: '${{ environment.namespace }}',
            },
          },
        ],
      },
    ],
  },
});

const operations = (
  changes: Array<{ operation: string; ref: { name: string } }>,
) => changes.map(({ operation, ref }) => `${operation} ${ref.name}`);

describe('a plan of a change', () => {
  it('says what other parameters would do, and what the environment was', async () => {
    const { amara, create, engine, finish } = await startEnvironments();
    await create();
    const { body: plan } = await amara.post(
      '/plans',
      update({ parameters: { size: 'large' } }),
    );
    expect(plan).toMatchObject({
      action: 'update',
      mode: 'awake',
      parameters: { size: 'large' },
      previous: { parameters: { size: 'small' }, mode: 'awake' },
      blockers: [],
    });
    expect(operations(plan.changes)).toEqual([
      'unchanged env-shop',
      'update settings',
      'unchanged login',
    ]);
    expect((await finish(plan)).state).toBe('Succeeded');
    expect(engine.live.get(refKey(settings))?.object).toMatchObject({
      data: { size: 'large' },
    });
    expect((await amara.get('/environments/shop')).body.parameters).toEqual({
      size: 'large',
    });
  });

  it('keeps the version of the class until it is upgraded', async () => {
    const { amara, classes, create, finish } = await startEnvironments();
    await create();
    classes.set(newerClass, 'sha256:2');
    const { body: environment } = await amara.get('/environments/shop');
    expect(environment.upgrade).toEqual({ version: 'sha256:2' });
    expect((await amara.get('/environments')).body.items[0].upgrade).toEqual({
      version: 'sha256:2',
    });

    const same = await amara.post('/plans', update());
    expect(same.body.class.version).toBe('sha256:1');
    expect(operations(same.body.changes)).toEqual([
      'unchanged env-shop',
      'unchanged settings',
      'unchanged login',
    ]);
    const wrong = await amara.post(
      '/plans',
      update({ parameters: { size: 'huge' } }),
    );
    expect(wrong.status).toBe(400);
    expect(wrong.body.error.fields[0].field).toBe('parameters.size');

    const { body: plan } = await amara.post(
      '/plans',
      update({ upgrade: true }),
    );
    expect(plan.class.version).toBe('sha256:2');
    expect(plan.previous.classVersion).toBe('sha256:1');
    expect(operations(plan.changes)).toEqual([
      'unchanged env-shop',
      'create other',
      'delete login',
      'delete settings',
    ]);
    expect((await finish(plan)).state).toBe('Succeeded');
    const { body: after } = await amara.get('/environments/shop');
    expect(after.class.version).toBe('sha256:2');
    expect(after.upgrade).toBeUndefined();
  });

  it('is stale where the folder of the class was edited after an upgrade was planned', async () => {
    const { amara, classes, create, engine } = await startEnvironments();
    await create();
    classes.set(newerClass, 'sha256:2');
    const { body: plan } = await amara.post(
      '/plans',
      update({ upgrade: true }),
    );
    classes.set(newerClass, 'sha256:3');
    const done = [...engine.effects];
    const answer = await amara.post(`/plans/${plan.digest}/apply`);
    expect(answer.status).toBe(409);
    expect(answer.body.error.name).toBe('STALE_PLAN');
    expect(engine.effects).toEqual(done);
  });

  it('is stale where a live object was changed after it was planned', async () => {
    const { amara, create, engine } = await startEnvironments();
    await create();
    const { body: plan } = await amara.post(
      '/plans',
      update({ parameters: { size: 'large' } }),
    );
    const live = engine.live.get(refKey(settings));
    if (live) {
      live.object = { ...live.object, data: { size: 'mine' } };
    }
    const answer = await amara.post(`/plans/${plan.digest}/apply`);
    expect(answer.status).toBe(409);
    expect(answer.body.error.changes.join()).toContain(
      'was changed by somebody else',
    );
  });

  it('puts back what drifted, and makes again what is missing', async () => {
    const { amara, create, engine, finish } = await startEnvironments();
    await create();
    engine.live.delete(refKey(settings));
    const { body: plan } = await amara.post('/plans', {
      action: 'repair',
      environment: 'shop',
    });
    expect(operations(plan.changes)).toContain('create settings');
    expect((await finish(plan)).state).toBe('Succeeded');
    expect(engine.live.has(refKey(settings))).toBe(true);
  });

  it('sleeps and wakes, and is another plan each time', async () => {
    const { amara, create, finish } = await startEnvironments();
    await create();
    const digests = new Set<string>();
    for (const [action, mode] of [
      ['hibernate', 'hibernated'],
      ['wake', 'awake'],
      ['hibernate', 'hibernated'],
      ['wake', 'awake'],
    ]) {
      const { body: plan } = await amara.post('/plans', {
        action,
        environment: 'shop',
      });
      expect(plan.mode).toBe(mode);
      digests.add(plan.digest);
      expect((await finish(plan)).state).toBe('Succeeded');
      expect((await amara.get('/environments/shop')).body.mode).toBe(mode);
    }
    expect(digests.size).toBe(4);
  });

  it('is not carried out where what is to be has become another thing', async () => {
    const { amara, create, engine, finish } = await startEnvironments();
    await create();
    let renders = 0;
    engine.hibernated = async desired => {
      renders += 1;
      // To make the plan, to look again when it is applied, and then the run.
      const note = renders > 2 ? 'from what is live now' : 'as it was planned';
      return desired.map(one =>
        one.ref.name === 'settings'
          ? { ...one, object: { ...one.object, data: { note } } }
          : one,
      );
    };
    const { body: plan } = await amara.post('/plans', {
      action: 'hibernate',
      environment: 'shop',
    });
    expect(await finish(plan)).toMatchObject({
      state: 'Failed',
      message: expect.stringContaining(
        'is no longer what was planned; plan again',
      ),
    });
    expect(engine.effects).not.toContain('update ConfigMap/settings');
    expect((await amara.get('/environments/shop')).body.mode).toBe('awake');
  });

  it('is refused for others, and for what does not exist', async () => {
    const { amara, as, create } = await startEnvironments();
    await create();
    expect((await as(TOMAS).post('/plans', update())).status).toBe(403);
    const none = { action: 'wake', environment: 'nothing' };
    expect((await amara.post('/plans', none)).status).toBe(404);
  });

  it('is told to the ledger in counts, with nothing secret in it', async () => {
    const knex = await databases.init('SQLITE_3');
    const { create } = await startEnvironments({
      database: { getClient: async () => knex },
    });
    await create();
    const rows = await knex('ledger').where({ kind: 'plan' });
    expect(rows).toHaveLength(1);
    expect(rows[0].summary).toBe('Planned to create shop: 3 to create.');
    expect(JSON.stringify(rows)).not.toContain('canary');
  });
});

describe('upgrades of a class', () => {
  it('plans for every environment that the person may plan for, and applies them together', async () => {
    const { amara, classes, create, finish } = await startEnvironments();
    await create();
    classes.set(newerClass, 'sha256:2');
    await create({ name: 'newer' });
    const { status, body: summary } = await amara.post(
      '/classes/sandbox/upgrades',
    );
    expect(status).toBe(201);
    expect(summary).toMatchObject({
      class: 'sandbox',
      version: 'sha256:2',
      current: 1,
      items: [
        {
          environment: 'shop',
          operations: { create: 1, delete: 2 },
          blockers: [],
        },
      ],
    });
    const [{ digest }] = summary.items;
    const none = `sha256:${'0'.repeat(64)}`;
    const applied = await amara.post('/plans/apply', {
      digests: [digest, none],
    });
    expect(applied.body).toEqual([
      { digest, run: expect.any(String) },
      { digest: none, message: expect.stringContaining('no plan') },
    ]);
    expect((await finish({ ...summary, digest })).state).toBe('Succeeded');
  });
});
