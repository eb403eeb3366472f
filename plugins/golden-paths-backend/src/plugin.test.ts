import type { GoldenPathBlocker } from '@cairn/plugin-golden-paths-common';
import scaffolderModuleCairn from '@cairn/plugin-scaffolder-backend-module-cairn';
import { AMARA, PRIYA, TOMAS } from './__testUtils__/fakes';
import { startGoldenPaths, wanted } from './__testUtils__/startGoldenPaths';

jest.setTimeout(120_000);

type Backend = Awaited<ReturnType<typeof startGoldenPaths>>;
let backend: Backend;
beforeAll(async () => {
  backend = await startGoldenPaths(scaffolderModuleCairn);
});
afterAll(() => backend.stop());
afterEach(() => {
  backend.gitHost.repositories.clear();
  backend.gitHost.status = undefined;
  backend.environments.taken.clear();
  backend.environments.change = plan => plan;
  backend.environments.away = false;
  backend.clusters.namespaces.clear();
  backend.clusters.away = false;
  backend.policy.verdict = {
    allowed: true,
    revision: 'r1',
    rules: [{ id: 'images.pinned', passed: true }],
    violations: [],
  };
});

const withValues = (changes: object) => ({
  ...wanted,
  values: { ...wanted.values, ...changes },
});

async function blockersOf(body: object = wanted): Promise<GoldenPathBlocker[]> {
  const answer = await backend.post('/plans', body);
  expect(answer.status).toBe(201);
  return answer.body.blockers;
}

describe('a plan', () => {
  it('holds every file, entity and environment, with what policy says, and writes nothing', async () => {
    const { status, body } = await backend.post('/plans', wanted);

    expect(status).toBe(201);
    expect(body).toMatchObject({
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      template: 'template:default/node-service',
      owner: 'group:default/checkout-team',
      repository: {
        name: 'parcel-lockers',
        organization: 'larkfield',
        url: `${backend.gitHost.url}/larkfield/parcel-lockers`,
      },
      entities: [
        'component:default/parcel-lockers',
        'api:default/parcel-lockers',
      ],
      catalogUrl: `${backend.gitHost.url}/larkfield/parcel-lockers/src/branch/main/catalog-info.yaml`,
      environments: [
        {
          name: 'parcel-lockers-dev',
          class: 'service-dev',
          digest: expect.stringMatching(/^sha256:/),
          verdict: { allowed: true },
        },
      ],
      verdict: { allowed: true, revision: 'r1' },
      blockers: [],
      requestedBy: AMARA,
    });
    const files = new Map(
      body.repository.files.map((file: { path: string; content: string }) => [
        file.path,
        file.content,
      ]),
    );
    expect(JSON.parse(String(files.get('package.json')))).toMatchObject({
      name: 'parcel-lockers',
      description: 'Says which lockers have room.',
    });
    expect(files.get('.github/workflows/ci.yaml')).toContain('cairn-policy');
    expect(
      [...files.keys()].filter(path => /dry-run/.test(String(path))),
    ).toEqual([]);
    expect(body.steps).toContainEqual({
      id: 'repository',
      name: 'Make the repository',
    });
    expect(backend.environments.asked.at(-1)).toMatchObject({
      user: AMARA,
      body: {
        name: 'parcel-lockers-dev',
        owner: 'group:default/checkout-team',
      },
    });
  });

  it('shows policy the manifests as they would be deployed', async () => {
    await backend.post('/plans', wanted);
    const { source, objects } = backend.policy.asked.at(-1) ?? { objects: [] };
    expect(source).toBe('larkfield/parcel-lockers');
    expect(objects.map(({ object }) => object.kind).sort()).toEqual([
      'Deployment',
      'NetworkPolicy',
      'Service',
    ]);
    expect(JSON.stringify(objects)).toContain(
      'registry.larkfield.example/parcel-lockers:0.1.0',
    );
  });

  it('is another one where anything in it is', async () => {
    const digestOf = async (body: object) =>
      (await backend.post('/plans', body)).body.digest;
    const digests = [
      await digestOf(wanted),
      await digestOf(withValues({ description: 'Something else altogether.' })),
      await digestOf(withValues({ system: '' })),
      await digestOf(withValues({ environments: [] })),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });

  it('is nobody else’s, also where somebody asks for the same', async () => {
    const body = withValues({
      owner: 'group:default/payments-team',
      environments: [],
    });
    const [amara, tomas] = [
      await backend.post('/plans', body),
      await backend.post('/plans', body, TOMAS),
    ];
    expect(amara.body.blockers).toHaveLength(1);
    expect(tomas.body.blockers).toEqual([]);
    const begun = await backend.post(
      `/plans/${tomas.body.digest}/begin`,
      { task: 'task-of-tomas' },
      TOMAS,
    );
    expect(begun.status).toBe(200);
    const seen = await backend.get(`/plans/${tomas.body.digest}`, TOMAS);
    expect(seen.body.task).toBe('task-of-tomas');
  });

  it('takes the template from where the catalog has it, wherever that says it is', async () => {
    const { body } = await backend.post('/plans', wanted);
    expect(body.repository.files.length).toBeGreaterThan(10);
  });
});

describe('what stands in the way', () => {
  it.each<[string, (b: Backend) => void, Partial<GoldenPathBlocker>]>([
    [
      'a repository of that name',
      b => b.gitHost.repositories.add('larkfield/parcel-lockers'),
      { type: 'name-taken', field: 'name' },
    ],
    [
      'a namespace of that name',
      b => b.clusters.namespaces.add('env-parcel-lockers-dev'),
      { type: 'name-taken', field: 'name' },
    ],
    [
      'an environment of that name',
      b => b.environments.taken.add('parcel-lockers-dev'),
      { type: 'name-taken', field: 'name' },
    ],
    [
      'a Git host that is down',
      b => (b.gitHost.status = 500),
      { type: 'unavailable', field: 'name' },
    ],
    [
      'a cluster that is down',
      b => (b.clusters.away = true),
      { type: 'unavailable', field: 'name' },
    ],
    [
      'environments that cannot be planned',
      b => (b.environments.away = true),
      { type: 'unavailable' },
    ],
    [
      'policy that does not answer',
      b => (b.policy.verdict = undefined),
      { type: 'unavailable' },
    ],
  ])('is said: %s', async (_, make, expected) => {
    make(backend);
    expect(await blockersOf()).toContainEqual(
      expect.objectContaining({
        ...expected,
        message: expect.stringMatching(/^[A-Z].*\.$/s),
      }),
    );
  });

  it('is said: what policy denies, with the rule and what to do', async () => {
    backend.policy.verdict = {
      allowed: false,
      revision: 'r1',
      rules: [{ id: 'images.pinned', passed: false }],
      violations: [
        {
          rule: 'images.pinned',
          title: 'Images are pinned',
          severity: 'deny',
          message: 'The container runs latest.',
          fix: { text: 'Name a version.' },
        },
      ],
    };
    expect(await blockersOf()).toEqual([
      {
        type: 'denied',
        message: 'images.pinned: The container runs latest. Name a version.',
      },
    ]);
  });

  it('is said: an environment that policy denies', async () => {
    backend.environments.change = plan => ({ ...plan, blockers: ['denied'] });
    expect(await blockersOf()).toEqual([
      expect.objectContaining({ type: 'denied', field: 'environments' }),
    ]);
  });

  it('is said: a group that one is not in', async () => {
    const body = withValues({ owner: 'group:default/payments-team' });
    expect(await blockersOf(body)).toEqual([
      expect.objectContaining({ type: 'not-allowed', field: 'owner' }),
    ]);
    const platform = await backend.post('/plans', body, PRIYA);
    expect(platform.body.blockers).toEqual([]);
  });
});

describe('values that are not right', () => {
  it.each([
    ['name', '$(id)'],
    ['name', 'a: b\nc: d'],
    ['name', '../../etc/passwd'],
    ['name', 'null\0'],
    ['name', 'https'],
    ['owner', 'user:default/amara.okafor'],
    ['description', 'two\nlines'],
    ['environments', [{ name: 'dev', class: 'sandbox' }]],
    ['environments', 'dev'],
  ])('are refused by name: %s %j', async (field, value) => {
    const { status, body } = await backend.post(
      '/plans',
      withValues({ [field]: value }),
    );
    expect(status).toBe(400);
    expect(body.error.fields[0].field).toMatch(new RegExp(`^(${field}|body)`));
    expect(JSON.stringify(body)).not.toMatch(/\bat \S+:\d+/);
  });

  it('are refused where one is missing', async () => {
    const { name: _, ...values } = wanted.values;
    const { status, body } = await backend.post('/plans', {
      ...wanted,
      values,
    });
    expect(status).toBe(400);
    expect(body.error.fields).toContainEqual({
      field: 'name',
      message: 'is required',
    });
  });

  it.each([
    ['template:default/nothing'],
    ['component:default/node-service'],
    ['a:b:c'],
  ])('name no template: %s', async template => {
    const { status, body } = await backend.post('/plans', {
      ...wanted,
      template,
    });
    expect(status).toBe(400);
    expect(body.error.fields).toEqual([
      expect.objectContaining({ field: 'template' }),
    ]);
  });

  it.each([[{}], [{ template: 1 }], [{ ...wanted, more: 1 }], [[]]])(
    'are no request at all: %j',
    async body => {
      expect((await backend.post('/plans', body)).status).toBe(400);
    },
  );
});

describe('who may do what', () => {
  it('is asked: nobody without signing in', async () => {
    expect((await backend.anonymous('/names/shop')).status).toBe(401);
  });

  it('lets those see and begin a plan who made it, and the platform group see it', async () => {
    const { body: plan } = await backend.post('/plans', wanted);
    const path = `/plans/${plan.digest}`;
    expect((await backend.get(path)).body).toEqual(plan);
    expect((await backend.get(path, TOMAS)).status).toBe(403);
    expect((await backend.get(path, PRIYA)).status).toBe(200);
    for (const other of [TOMAS, PRIYA]) {
      const begun = await backend.post(`${path}/begin`, { task: 't' }, other);
      expect(begun.status).toBe(403);
    }
  });
});

describe('a name', () => {
  it('is free where every place says so', async () => {
    const { body } = await backend.get('/names/parcel-lockers');
    expect(body).toMatchObject({ name: 'parcel-lockers', available: true });
    expect(body.places.map(({ place }: { place: string }) => place)).toEqual([
      'git',
      'catalog',
      'cluster',
      'environments',
    ]);
  });

  it('is taken where one place has it, which is named', async () => {
    const { body } = await backend.get('/names/taken-api');
    expect(body.available).toBe(false);
    expect(body.places).toContainEqual({
      place: 'catalog',
      state: 'taken',
      message: 'The catalog has api:default/taken-api already.',
    });
  });

  it('is not offered where a place cannot be asked', async () => {
    backend.gitHost.status = 502;
    const { body } = await backend.get('/names/parcel-lockers');
    expect(body.available).toBe(false);
    expect(body.places[0]).toMatchObject({ place: 'git', state: 'unknown' });
  });

  it.each(['A', '..%2Fup', '%24%28id%29', 'null', 'a%00b', 'xn--abc'])(
    'that can be none is refused without asking anybody: %s',
    async name => {
      const { status, body } = await backend.get(`/names/${name}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({ available: false, places: [] });
      expect(body.invalid).toMatch(/^(must|is) /);
    },
  );
});
