import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import { startEnvironments, wanted } from '../__testUtils__/startEnvironments';

type Backend = Awaited<ReturnType<typeof startEnvironments>>;

describe('bad input', () => {
  let backend: Backend;

  beforeAll(async () => {
    backend = await startEnvironments();
    await backend.create({ name: 'taken' });
    await backend.events.environment('taken', 'Ready');
  });

  afterEach(async () => {
    // Whatever was asked for, there is what was there before.
    const { total } = (await backend.amara.get('/environments')).body;
    if (backend.engine.effects.length !== 3 || total !== 1) {
      throw new Error('A request that was refused has left something');
    }
  });

  const raw = (body: string, type = 'application/json') =>
    request(backend.server)
      .post('/api/environments/v1/plans')
      .set('Authorization', mockCredentials.user.header())
      .set('Content-Type', type)
      .send(body);

  it.each([
    ['not JSON', '{"action": "create", '],
    ['a text', '"create"'],
    ['nothing', ''],
    ['null', 'null'],
  ])('refuses a body that is %s', async (_name, body) => {
    const answer = await raw(body);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({ name: 'InputError' });
    expect(answer.body.error.fields).toHaveLength(1);
    expect(['body', 'action']).toContain(answer.body.error.fields[0].field);
  });

  it('does not repeat a malformed body', async () => {
    const answer = await raw('{"password": canary-7f3a9c');
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).not.toContain('canary');
  });

  it('refuses a body of another type', async () => {
    const answer = await raw(
      'action=create',
      'application/x-www-form-urlencoded',
    );
    expect(answer.status).toBe(400);
  });

  it('refuses a body that is nested without end', async () => {
    const depth = 100_000;
    const answer = await raw(
      `{"parameters":${'['.repeat(depth)}${']'.repeat(depth)}}`,
    );
    expect(answer.status).toBe(400);
    expect(answer.body.error.fields).toEqual([
      { field: 'body', message: 'must not be nested deeper than 64 levels' },
    ]);
  });

  it('names only the first of very many problems', async () => {
    const unknown = Array.from({ length: 5_000 }, (_, index) => [
      `p${index}`,
      1,
    ]);
    const answer = await backend.amara.post('/plans', {
      ...wanted,
      parameters: Object.fromEntries(unknown),
    });
    expect(answer.status).toBe(400);
    expect(answer.body.error.fields).toHaveLength(50);
  });

  it.each([
    ['a value', { parameters: { size: 'small', service: 'a\0b' } }],
    ['a key', { parameters: { size: 'small', 'a\0b': 1 } }],
    ['the owner', { owner: 'group:default/a\0b' }],
  ])(
    'refuses a character that no database keeps, in %s',
    async (_name, changes) => {
      const answer = await raw(JSON.stringify({ ...wanted, ...changes }));
      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toContain('U+0000');
    },
  );

  it.each([
    '/environments/a%00b',
    '/environments?search=a%00b',
    '/runs/%00',
    `/environments?cursor=${Buffer.from(
      JSON.stringify({ sort: 'name', order: 'asc', value: '\0', id: '' }),
    ).toString('base64url')}`,
  ])('refuses it in an address: %s', async path => {
    expect((await backend.amara.get(path)).status).toBe(400);
  });

  it('refuses a body that is too large', async () => {
    const answer = await raw(
      JSON.stringify({ ...wanted, parameters: { note: 'x'.repeat(300_000) } }),
    );
    expect(answer.status).toBe(413);
    expect(answer.body.error.fields).toEqual([
      { field: 'body', message: 'must not exceed 256 KiB' },
    ]);
  });

  it.each<[string, object, string, string]>([
    ['an unknown action', { action: 'adopt' }, 'action', 'create'],
    ['a name that is no text', { name: 7 }, 'name', 'string'],
    [
      'parameters that are no object',
      { parameters: [] },
      'parameters',
      'record',
    ],
    ['an owner that is no text', { owner: {} }, 'owner', 'string'],
    [
      'an owner that is no ref',
      { owner: 'group:default/' },
      'owner',
      'entity ref',
    ],
    [
      'an owner that is no group',
      { owner: 'user:default/a' },
      'owner',
      'group',
    ],
    ['a field that is not known', { force: true }, 'force', 'not known'],
    ['a name with capitals', { name: 'Shop' }, 'name', 'lower-case'],
    ['a name with a dot', { name: 'sh.op' }, 'name', 'lower-case'],
    ['a name that ends in a hyphen', { name: 'shop-' }, 'name', 'lower-case'],
    ['a name with a path', { name: '../shop' }, 'name', 'lower-case'],
    ['a name of a page', { name: 'new' }, 'name', 'pages of the portal'],
    ['a name of another page', { name: 'classes' }, 'name', 'pages'],
    ['a name that is too short', { name: 'ab' }, 'name', 'at least 3'],
    ['a name that is too long', { name: 'a'.repeat(41) }, 'name', 'at most 40'],
    ['an unknown class', { class: 'castle' }, 'class', "'castle'"],
    ['a cluster of another class', { cluster: 'moon' }, 'cluster', 'local'],
    [
      'an owner that does not exist',
      { owner: 'group:default/nobody' },
      'owner',
      'no group group:default/nobody',
    ],
    ['a missing parameter', { parameters: {} }, 'parameters.size', 'required'],
    [
      'a parameter that is not allowed',
      { parameters: { size: 'huge' } },
      'parameters.size',
      'small, large',
    ],
    [
      'a parameter that the class does not have',
      { parameters: { size: 'small', sise: 'large' } },
      'parameters.sise',
      'no parameter',
    ],
    [
      'an entity that does not exist',
      { parameters: { size: 'small', service: 'component:default/none' } },
      'parameters.service',
      'no component:default/none',
    ],
    [
      'an entity that may not be chosen',
      { parameters: { size: 'small', service: 'no-repository' } },
      'parameters.service',
      'none of the entities',
    ],
  ])('refuses %s', async (_name, changes, field, message) => {
    const user =
      'owner' in changes && changes.owner === 'group:default/nobody'
        ? asMemberOf('group:default/nobody')
        : backend.amara;
    const answer = await user.post('/plans', { ...wanted, ...changes });
    expect(answer.status).toBe(400);
    expect(answer.body.error.name).toBe('InputError');
    expect(answer.body.error.fields).toContainEqual({
      field,
      message: expect.stringContaining(message),
    });
    expect(answer.body.error).not.toHaveProperty('stack');
  });

  it.each(['class', 'name', 'owner', 'parameters'])(
    'refuses a request without %s',
    async field => {
      const answer = await backend.amara.post('/plans', {
        ...wanted,
        [field]: undefined,
      });
      expect(answer.status).toBe(400);
      expect(answer.body.error.fields).toEqual([
        { field, message: 'is required' },
      ]);
    },
  );

  it('refuses a name that is taken', async () => {
    const answer = await backend.amara.post('/plans', {
      ...wanted,
      name: 'taken',
    });
    expect(answer.status).toBe(409);
    expect(answer.body.error.fields).toEqual([
      { field: 'name', message: expect.stringContaining("'taken' is taken") },
    ]);
  });

  it('shows a namespace of somebody else as a conflict, and does not apply', async () => {
    const foreign = {
      cluster: 'local',
      apiVersion: 'v1',
      kind: 'Namespace',
      name: 'env-foreign',
    };
    backend.engine.live.set(
      JSON.stringify(['local', 'v1', 'Namespace', null, 'env-foreign']),
      { uid: 'theirs', object: { kind: 'Namespace' } },
    );
    const plan = await backend.amara.post('/plans', {
      ...wanted,
      name: 'foreign',
    });
    expect(plan.status).toBe(201);
    expect(plan.body.blockers).toEqual(['conflict']);
    expect(plan.body.changes[0]).toMatchObject({
      operation: 'conflict',
      ref: foreign,
      reason: expect.stringContaining('does not belong'),
    });
    const applied = await backend.amara.post(
      `/plans/${plan.body.digest}/apply`,
    );
    expect(applied.status).toBe(409);
    expect(applied.body.error.fields).toEqual([
      {
        field: 'name',
        message: expect.stringContaining('Namespace env-foreign'),
      },
    ]);
  });

  it.each([
    ['limit', '0'],
    ['limit', 'many'],
    ['limit', '101'],
    ['sort', 'colour'],
    ['order', 'up'],
    ['state', 'Happy'],
    ['owner', 'user:default/a'],
    ['cursor', 'not-a-cursor'],
    ['colour', 'red'],
  ])('refuses a list with %s=%s', async (field, value) => {
    const answer = await backend.amara.get(`/environments?${field}=${value}`);
    expect(answer.status).toBe(400);
    expect(answer.body.error.fields[0].field).toMatch(new RegExp(`^${field}`));
  });

  it.each([
    ['/plans/sha256:none', 400],
    [`/plans/sha256:${'0'.repeat(64)}`, 404],
    ['/classes/none', 404],
    ['/environments/none', 404],
    ['/environments/none/resources', 404],
    ['/environments/none/runs', 404],
    ['/environments/taken/resources/none/manifest', 404],
    ['/runs/none', 404],
    ['/runs/none/events', 404],
  ])('answers GET %s with %i', async (path, status) => {
    const answer = await backend.amara.get(path);
    expect(answer.status).toBe(status);
    expect(answer.body.error.message).not.toBe('');
  });

  it('refuses to destroy what does not exist', async () => {
    const answer = await backend.amara.post('/plans', {
      action: 'destroy',
      environment: 'none',
    });
    expect(answer.status).toBe(404);
  });

  /** Somebody whose group is not in the catalog, so that the refusal is not one of permissions. */
  function asMemberOf(group: string) {
    return backend.as(backend.memberOf(group));
  }
});
