import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import request from 'supertest';
import {
  contractFile,
  contractProblems,
  contractRoutes,
} from '../__testUtils__/contract';
import { startEnvironments, wanted } from '../__testUtils__/startEnvironments';
import { EnvironmentAuthorizer } from '../service/EnvironmentAuthorizer';
import { RunFeed } from '../runs/RunFeed';
import { IdempotencyStore } from '../store/IdempotencyStore';
import type { EnvironmentServices } from './EnvironmentServices';
import { createRouter } from './createRouter';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('openapi.yaml', () => {
  it('names every route and no other', async () => {
    const refuse = async () => {
      throw new Error('not part of this test');
    };
    const services: EnvironmentServices = {
      approvals: {
        request: refuse,
        get: refuse,
        decide: refuse,
        withdraw: refuse,
        list: refuse,
      },
      audit: {
        getStory: refuse,
        getReceipt: refuse,
        listOrphans: refuse,
        listLedger: refuse,
        async *exportLedger() {
          await refuse();
        },
        verifyLedger: refuse,
      },
      drifts: { getDrift: refuse },
      leases: { extend: refuse },
      runs: { retryRun: refuse, cancelRun: refuse },
      upgrades: { planUpgrades: refuse, applyAll: refuse },
      environments: {
        listClasses: refuse,
        getClass: refuse,
        about: refuse,
        plan: refuse,
        getPlan: refuse,
        apply: refuse,
        list: refuse,
        get: refuse,
        listResources: refuse,
        getManifest: refuse,
        listRuns: refuse,
        getRun: refuse,
        listInventory: refuse,
      },
    };
    const router = createRouter({
      services,
      authorizer: new EnvironmentAuthorizer({
        permissions: mockServices.permissions(),
        permissionsRegistry: mockServices.permissionsRegistry.mock(),
      }),
      httpAuth: mockServices.httpAuth(),
      auditor: mockServices.auditor.mock(),
      feed: new RunFeed(),
      idempotency: new IdempotencyStore(await databases.init('SQLITE_3')),
    });
    const routes: string[] = router.stack.flatMap(({ route }) =>
      route
        ? route.stack.map(
            ({ method }: { method: string }) =>
              `${method.toUpperCase()} ${route.path}`,
          )
        : [],
    );
    expect(routes.sort()).toEqual(contractRoutes);
  });

  it('is what the types were generated from', () => {
    const command = join(
      dirname(require.resolve('openapi-typescript/package.json')),
      'bin/cli.js',
    );
    const generated = execFileSync(process.execPath, [command, contractFile], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const committed = readFileSync(
      join(
        dirname(contractFile),
        '../environments-common/src/generated/openapi.ts',
      ),
      'utf8',
    );
    // `yarn workspace @cairn/plugin-environments-backend generate` writes it again.
    expect(committed).toBe(generated);
  });

  it('describes the answers of every route', async () => {
    const { amara, asPlugin, create, events } = await startEnvironments();
    const run = await create();
    await events.environment('shop', 'Ready');
    const items = (await amara.get('/environments/shop/resources')).body;

    const inventory = await asPlugin('/inventory');
    const answers: Array<[string, unknown]> = [
      ['EnvironmentInventory', inventory.body.items[0]],
      ['Run', run],
      ['EnvironmentClassSummary', (await amara.get('/classes')).body[0]],
      ['EnvironmentClassSummary', (await amara.get('/classes/sandbox')).body],
      ['Plan', (await amara.post('/plans', { ...wanted, name: 'two' })).body],
      ['Plan', (await amara.get(`/plans/${run.digest}`)).body],
      ['Run', (await amara.post(`/plans/${run.digest}/apply`)).body],
      ['EnvironmentPage', (await amara.get('/environments')).body],
      ['Environment', (await amara.get('/environments/shop')).body],
      ['ObservedResource', items[0]],
      [
        'Manifest',
        (
          await amara.get(
            `/environments/shop/resources/${items[0].id}/manifest`,
          )
        ).body,
      ],
      ['RunSummary', (await amara.get('/environments/shop/runs')).body[0]],
      ['Refusal', (await amara.get('/environments/none')).body],
      ['Refusal', (await amara.post('/plans', { action: 'create' })).body],
    ];
    for (const [schema, answer] of answers) {
      expect([schema, ...contractProblems(schema, answer)]).toEqual([schema]);
    }
    expect(
      contractProblems('Environment', { name: 'not an environment' }),
    ).not.toEqual([]);
  });

  it('keeps other plugins from writing', async () => {
    const { server } = await startEnvironments();
    const answer = await request(server)
      .post('/api/environments/v1/plans')
      .set('Authorization', mockCredentials.service.header())
      .send(wanted);
    expect(answer.status).toBe(403);
    const list = await request(server)
      .get('/api/environments/v1/environments')
      .set('Authorization', mockCredentials.service.header());
    expect(list.status).toBe(200);
  });
});
