import {
  createBackendModule,
  type AuditorService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  ConflictError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PipelineRun } from '@cairn/plugin-pipelines-common';
import {
  pipelineProviderExtensionPoint,
  type PipelineProvider,
} from '@cairn/plugin-pipelines-node';
import request from 'supertest';
import pipelinesPlugin from './index';

const cart: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'cart-api',
    namespace: 'default',
    annotations: { 'cairn.dev/repository': 'larkfield/cart-api' },
  },
};
const describedIn = (name: string, location: string): Entity => ({
  ...cart,
  metadata: {
    ...cart.metadata,
    name,
    annotations: {
      ...cart.metadata.annotations,
      'backstage.io/managed-by-location': location,
    },
  },
});
const GIT = 'url:http://localhost:7009';
const located = [
  describedIn(
    'own',
    `${GIT}/larkfield/cart-api/src/branch/main/catalog-info.yaml`,
  ),
  describedIn('configured', 'file:/etc/cairn/catalog-info.yaml'),
  describedIn(
    'other',
    `${GIT}/larkfield/other/src/branch/main/catalog-info.yaml`,
  ),
  describedIn(
    'longer',
    `${GIT}/larkfield/cart-api-2/src/branch/main/catalog-info.yaml`,
  ),
  describedIn(
    'nested',
    `${GIT}/larkfield/other/src/branch/main/larkfield/cart-api/catalog-info.yaml`,
  ),
];
const bare: Entity = { ...cart, metadata: { name: 'bare' } };

const run: PipelineRun = {
  id: '0mwrzhjtf-jb0gtl',
  repository: 'larkfield/cart-api',
  workflow: 'CI',
  event: 'push',
  branch: 'main',
  commit: { sha: 'a'.repeat(40), message: 'm', author: 'a', url: 'u' },
  status: 'Succeeded',
  message: '1 job succeeded.',
  queuedAt: '2026-01-01T00:00:00.000Z',
  startedBy: 'amara.okafor',
  jobs: [],
  logTruncated: false,
};

function providerMock() {
  return {
    id: 'mock',
    repositoryOf: (entity: Entity) =>
      entity.metadata.annotations?.['cairn.dev/repository'],
    listRuns: jest.fn(async () => ({ items: [run], total: 1 })),
    getRun: jest.fn(async () => run),
    getLog: jest.fn(async () => ({ lines: [], complete: true })),
    rerun: jest.fn(async () => ({ ...run, id: 'again' })),
    cancel: jest.fn(async () => run),
  } satisfies PipelineProvider;
}

async function start(
  options: {
    denied?: string[];
    provider?: ReturnType<typeof providerMock>;
    auditor?: AuditorService;
  } = {},
) {
  const { denied = [], provider = providerMock() } = options;
  const permissions = mockServices.permissions.mock({
    authorize: async asked =>
      asked.map(({ permission }) => ({
        result: denied.includes(permission.name)
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
      })),
  });
  const { server } = await startTestBackend({
    features: [
      pipelinesPlugin,
      createBackendModule({
        pluginId: 'pipelines',
        moduleId: 'mock',
        register(env) {
          env.registerInit({
            deps: { providers: pipelineProviderExtensionPoint },
            async init({ providers }) {
              providers.addProvider(provider);
            },
          });
        },
      }),
      catalogServiceMock.factory({ entities: [cart, bare, ...located] }),
      permissions.factory,
      ...(options.auditor
        ? [mockServices.auditor.mock(options.auditor).factory]
        : []),
    ],
  });
  return { server, provider, permissions };
}

const BASE = '/api/pipelines/v1/entities/component/default/cart-api';

it('answers what the provider tells of the entity’s repository', async () => {
  const { server, provider, permissions } = await start();
  const list = await request(server)
    .get(`${BASE}/runs?limit=5&branch=main&cursor=c`)
    .expect(200);
  expect(list.body).toEqual({ items: [run], total: 1 });
  expect(provider.listRuns).toHaveBeenCalledWith('larkfield/cart-api', {
    limit: 5,
    branch: 'main',
    cursor: 'c',
  });
  expect(permissions.authorize).toHaveBeenCalledWith(
    [
      {
        permission: expect.objectContaining({ name: 'pipeline.read' }),
        resourceRef: 'component:default/cart-api',
      },
    ],
    expect.anything(),
  );
  await request(server).get(`${BASE}/runs/${run.id}`).expect(200, run);
  await request(server)
    .get(`${BASE}/runs/${run.id}/log?after=17`)
    .expect(200, { lines: [], complete: true });
  expect(provider.getLog).toHaveBeenCalledWith('larkfield/cart-api', run.id, {
    after: 17,
  });
});

it('runs again and stops on behalf of the person, and has it audited', async () => {
  const event = { success: jest.fn(), fail: jest.fn() };
  const createEvent = jest.fn(async () => event);
  const { server, provider } = await start({ auditor: { createEvent } });
  const again = await request(server)
    .post(`${BASE}/runs/${run.id}/rerun`)
    .expect(202);
  expect(again.body.id).toBe('again');
  expect(provider.rerun).toHaveBeenCalledWith(
    'larkfield/cart-api',
    run.id,
    mockCredentials.user().principal.userEntityRef,
  );
  expect(createEvent).toHaveBeenCalledWith(
    expect.objectContaining({
      eventId: 'pipeline-rerun',
      meta: { entityRef: 'component:default/cart-api', run: run.id },
    }),
  );
  expect(event.success).toHaveBeenCalledWith({
    meta: expect.objectContaining({ result: 'again' }),
  });

  provider.cancel.mockRejectedValue(new ConflictError('has ended'));
  await request(server).post(`${BASE}/runs/${run.id}/cancel`).expect(409);
  expect(event.fail).toHaveBeenCalled();
});

const READS = [
  ['get', '/runs'],
  ['get', `/runs/${run.id}`],
  ['get', `/runs/${run.id}/log`],
] as const;
const WRITES = [
  ['post', `/runs/${run.id}/rerun`],
  ['post', `/runs/${run.id}/cancel`],
] as const;

it.each([...READS, ...WRITES])(
  '%s %s tells nothing of an entity whose pipelines may not be read',
  async (method, path) => {
    const { server, provider } = await start({ denied: ['pipeline.read'] });
    const { body } = await request(server)
      [method](`${BASE}${path}`)
      .expect(404);
    expect(body.error.message).toBe(
      'There is no entity component:default/cart-api',
    );
    for (const ask of [
      provider.listRuns,
      provider.getRun,
      provider.getLog,
      provider.rerun,
      provider.cancel,
    ]) {
      expect(ask).not.toHaveBeenCalled();
    }
  },
);

it.each(WRITES)(
  '%s %s is refused to who may only read, and says what is missing',
  async (method, path) => {
    const { server, provider } = await start({ denied: ['pipeline.run'] });
    const { body } = await request(server)
      [method](`${BASE}${path}`)
      .expect(403);
    expect(body.error.message).toMatch(/pipeline\.run/);
    expect(provider.rerun).not.toHaveBeenCalled();
    expect(provider.cancel).not.toHaveBeenCalled();
  },
);

it.each([...READS, ...WRITES])('%s %s is for people', async (method, path) => {
  const { server } = await start();
  const ask = (authorization: string) =>
    request(server)
      [method](`${BASE}${path}`)
      .set('Authorization', authorization);
  expect((await ask(mockCredentials.none.header())).status).toBe(401);
  expect((await ask(mockCredentials.service.header())).status).toBe(403);
});

it('says how to add a repository, and that an entity does not exist', async () => {
  const { server } = await start();
  const of = (name: string) =>
    request(server)
      .get(`/api/pipelines/v1/entities/component/default/${name}/runs`)
      .expect(404);
  expect((await of('bare')).body.error.message).toMatch(
    /annotation cairn\.dev\/repository, as owner\/name/,
  );
  expect((await of('nobody')).body.error.message).toBe(
    'There is no entity component:default/nobody',
  );
});

it('passes on that the runner is away, and that a run does not exist', async () => {
  const provider = providerMock();
  provider.listRuns.mockRejectedValue(
    new ServiceUnavailableError('The pipeline runner does not answer'),
  );
  provider.getRun.mockRejectedValue(new NotFoundError('no such run'));
  const { server } = await start({ provider });
  const { body } = await request(server).get(`${BASE}/runs`).expect(503);
  expect(body.error.message).toBe('The pipeline runner does not answer');
  await request(server).get(`${BASE}/runs/x`).expect(404);
  await request(server).post(`${BASE}/runs/x/rerun`).expect(404);
});

it.each([
  '/runs?limit=0',
  '/runs?limit=101',
  '/runs?limit=many',
  '/runs/a%20b',
  '/runs/a%2F..%2Fb',
  `/runs/${run.id}/log?after=-1`,
  `/runs/${run.id}/log?after=x`,
])('refuses %s', async path => {
  const { server } = await start();
  const { status } = await request(server).get(`${BASE}${path}`);
  expect(status).toBe(400);
});

it.each([
  ['own', 202],
  ['configured', 202],
  ['other', 403],
  ['longer', 403],
  ['nested', 403],
])(
  'lets an entity act on a repository that describes it: %s',
  async (name, status) => {
    const { server, provider } = await start();
    const runs = `/api/pipelines/v1/entities/component/default/${name}/runs`;
    await request(server).get(runs).expect(200);
    await request(server).post(`${runs}/${run.id}/rerun`).expect(status);
    await request(server).post(`${runs}/${run.id}/cancel`).expect(status);
    expect(provider.rerun).toHaveBeenCalledTimes(status === 202 ? 1 : 0);
    expect(provider.cancel).toHaveBeenCalledTimes(status === 202 ? 1 : 0);
  },
);
