import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { testPlatform } from './platform';
import { Portal } from './Portal';

jest.setTimeout(300_000);

/** What a person waits for at most, from the yes to the links. */
const LONGEST_MS = 90_000;

const planSchema = z.object({
  digest: z.string(),
  blockers: z.array(z.unknown()),
  repository: z.object({
    name: z.string(),
    files: z.array(z.object({ path: z.string(), content: z.string() })),
  }),
});
const taskSchema = z.object({ id: z.string() });
const eventsSchema = z.array(
  z.looseObject({
    id: z.number(),
    type: z.string(),
    body: z.looseObject({ message: z.string() }),
  }),
);
const stateSchema = z.looseObject({ status: z.string() });
const commitsSchema = z.array(
  z.object({ commit: z.object({ message: z.string() }) }),
);

const platform = testPlatform();
const suffix = randomBytes(3).toString('hex');
const template = 'template:default/node-service';
let amara: Portal;
beforeAll(async () => {
  amara = await Portal.signIn(platform.portalUrl, 'amara.okafor');
});

function valuesOf(name: string) {
  return {
    name,
    owner: 'group:default/checkout-team',
    system: 'system:default/ordering',
    description: 'Says which lockers "have room": ${{ nothing }} <else>.',
    environments: [{ name: 'dev', class: 'service-dev' }],
  };
}

async function plan(name: string) {
  const { status, body } = await amara.post('/api/golden-paths/v1/plans', {
    template,
    values: valuesOf(name),
  });
  expect([status, body]).toEqual([201, expect.anything()]);
  return planSchema.parse(body);
}

async function start(templateRef: string, values: object): Promise<string> {
  const { body } = await amara.post('/api/scaffolder/v2/tasks', {
    templateRef,
    values,
  });
  return taskSchema.parse(body).id;
}

/** Waits until a task is over; answers how, and everything that it said. */
async function finish(id: string, longestMs: number) {
  const deadline = Date.now() + longestMs;
  for (;;) {
    const { body } = await amara.get(`/api/scaffolder/v2/tasks/${id}`);
    const { status } = stateSchema.parse(body);
    const events = await amara.get(`/api/scaffolder/v2/tasks/${id}/events`);
    const said = eventsSchema
      .parse(events.body)
      .map(event => event.body.message);
    if (status === 'completed' || status === 'failed') {
      return { status, said: said.join('\n') };
    }
    if (Date.now() > deadline) {
      throw new Error(`The task is ${status} still:\n${said.join('\n')}`);
    }
    await pause(250);
  }
}

const repository = (name: string) =>
  fetch(
    `${platform.git.url}/api/v1/repos/${platform.git.organization}/${name}`,
  );

it('makes a service that runs, exactly as its plan said, and takes it out again', async () => {
  const name = `locker-${suffix}`;
  const { digest, blockers, repository: planned } = await plan(name);
  expect(blockers).toEqual([]);
  expect((await repository(name)).status).toBe(404);

  const began = Date.now();
  const id = await start(template, { ...valuesOf(name), planDigest: digest });
  const made = await finish(id, LONGEST_MS);
  expect([made.status, made.said]).toEqual(['completed', expect.anything()]);
  expect(Date.now() - began).toBeLessThan(LONGEST_MS);

  // What was looked at is what is there.
  const kept = planned.files.filter(
    // The pipeline writes the version that it deploys there.
    ({ path }) => path !== 'deploy/overlays/dev/kustomization.yaml',
  );
  for (const { path, content } of kept) {
    const raw = await fetch(
      `${platform.git.url}/${platform.git.organization}/${name}/raw/branch/main/${path}`,
    );
    expect([path, await raw.text()]).toEqual([path, content]);
  }
  const { body: entity } = await amara.get(
    `/api/catalog/entities/by-name/component/default/${name}`,
  );
  expect(entity).toMatchObject({
    spec: { owner: 'group:default/checkout-team' },
    metadata: {
      description: valuesOf(name).description,
      annotations: {
        'cairn.dev/repository': `${platform.git.organization}/${name}`,
      },
    },
  });
  const { body: environment } = await amara.get(
    `/api/environments/v1/environments/${name}-dev`,
  );
  expect(environment).toMatchObject({
    state: 'Ready',
    entities: [`component:default/${name}`],
  });

  // The name is taken now, everywhere.
  const { body: taken } = await amara.get(`/api/golden-paths/v1/names/${name}`);
  expect(taken).toMatchObject({
    available: false,
    places: ['git', 'catalog', 'cluster', 'environments'].map(place => ({
      place,
      state: 'taken',
    })),
  });

  const removal = await finish(
    await start('template:default/remove-golden-path', { planDigest: digest }),
    LONGEST_MS,
  );
  expect([removal.status, removal.said]).toEqual([
    'completed',
    expect.stringContaining(`Removed: repository`),
  ]);
  expect((await repository(name)).status).toBe(404);
});

it('lets exactly one of several have a name that is asked for at once', async () => {
  const name = `twin-${suffix}`;
  const plans = await Promise.all([plan(name), plan(name)]);
  const ids = await Promise.all(
    [...plans, plans[0]].map(({ digest }) =>
      start(template, { ...valuesOf(name), planDigest: digest }),
    ),
  );
  const ends = await Promise.all(ids.map(id => finish(id, LONGEST_MS)));
  expect(ends.map(({ status }) => status).sort()).toEqual([
    'completed',
    'failed',
    'failed',
  ]);
  for (const { said } of ends.filter(({ status }) => status === 'failed')) {
    expect(said).toMatch(
      /carries this plan out already|was not made by this task|has a repository|already/,
    );
  }
  const commits = await fetch(
    `${platform.git.url}/api/v1/repos/${platform.git.organization}/${name}/commits?sha=main&stat=false`,
  );
  const first = commitsSchema
    .parse(await commits.json())
    .filter(({ commit }) => commit.message.includes('Cairn-Plan:'));
  expect(first).toHaveLength(1);

  const winner = plans.find(({ digest }) =>
    first[0].commit.message.includes(digest),
  );
  const removal = await finish(
    await start('template:default/remove-golden-path', {
      planDigest: winner?.digest,
    }),
    LONGEST_MS,
  );
  expect(removal.status).toBe('completed');
});
