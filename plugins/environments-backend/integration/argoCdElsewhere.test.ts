import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import argoCdEngine from '@cairn/plugin-environments-backend-module-argocd';
import {
  environmentClassSchema,
  type Plan,
  type Run,
} from '@cairn/plugin-environments-common';
import { z } from 'zod';
import { openAdministrator } from './openAdministrator';
import { testPlatform } from './platform';
import { startSettings, until } from './startSettings';
import { Way } from './Way';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const platform = z
  .looseObject({
    stateDir: z.string(),
    argocd: z.object({ url: z.string(), tokenFile: z.string() }),
    git: z.looseObject({ url: z.string(), organization: z.string() }),
  })
  .parse(testPlatform());

/** The process of Argo CD that deploys. */
function controllerOf({ stateDir }: { stateDir: string }): number {
  const processes = z
    .array(z.looseObject({ name: z.string(), pid: z.int() }))
    .parse(
      JSON.parse(readFileSync(join(stateDir, 'run', 'processes.json'), 'utf8')),
    );
  const found = processes.find(
    ({ name }) => name === 'argocd-application-controller',
  );
  if (!found) {
    throw new Error(`Argo CD does not run: ${JSON.stringify(processes)}`);
  }
  return found.pid;
}

/** An environment's project allows none. */
const WITHOUT_NETWORK_POLICIES = {
  target: { kind: 'NetworkPolicy' },
  patch:
    '{"$patch":"delete","apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"any"}}',
};

/** A service that an Argo CD of another cluster deploys. */
const serviceClass = environmentClassSchema.parse({
  apiVersion: 'cairn.dev/v1alpha1',
  kind: 'EnvironmentClass',
  metadata: { name: 'service' },
  spec: {
    owner: 'group:default/platform-team',
    parameters: { type: 'object' },
    lifecycle: { ttl: '72h' },
    placement: { clusters: ['local'] },
    components: [
      {
        name: 'namespace',
        engine: 'kubernetes',
        inline: [
          {
            apiVersion: 'v1',
            kind: 'Namespace',
            metadata: {
              name: '${{ environment.namespace }}',
              labels: { 'pod-security.kubernetes.io/enforce': 'baseline' },
            },
          },
        ],
      },
      {
        name: 'application',
        engine: 'argocd',
        needs: ['namespace'],
        with: {
          repository: `${platform.git.url}/${platform.git.organization}/cart-api.git`,
          path: 'deploy/base',
          name: 'cart-api',
          kustomize: { patches: [WITHOUT_NETWORK_POLICIES] },
        },
      },
    ],
  },
});

/** The same cluster under three names: Argo CD is in one of them, on a way that can be blocked, and deploys to another. */
describe('an Argo CD in another cluster', () => {
  const { kubeconfig } = testPlatform();
  const admin = openAdministrator();
  const folder = mkdtempSync(join(tmpdir(), 'ways-'));
  const controller = controllerOf(platform);
  const id = randomUUID().slice(0, 8);
  const services = [`one-${id}`, `two-${id}`];
  const settings = `else-${id}`;
  let way: Way;
  let backend: Awaited<ReturnType<typeof startSettings>>;

  beforeAll(async () => {
    way = await Way.to(kubeconfig.writer);
    backend = await startSettings({
      knex: await databases.init('SQLITE_3'),
      kubeconfig,
      clusters: {
        other: kubeconfig,
        argo: {
          writer: await way.kubeconfig(kubeconfig.writer, folder),
          reader: await way.kubeconfig(kubeconfig.reader, folder),
        },
      },
      classes: [serviceClass],
      features: [argoCdEngine],
      settings: {
        argocd: {
          instances: [
            {
              ...platform.argocd,
              name: 'argo',
              cluster: 'argo',
              destinations: [
                { cluster: 'local', server: 'https://kubernetes.default.svc' },
              ],
            },
          ],
        },
      },
    });
  });

  afterAll(async () => {
    process.kill(controller, 'SIGCONT');
    await backend.stop();
    await way.close();
    for (const name of services) {
      const argo = '/apis/argoproj.io/v1alpha1/namespaces/argocd';
      await admin.delete(`${argo}/applications/cairn-${name}--cart-api`);
      await admin.delete(`${argo}/appprojects/cairn-${name}`);
    }
    for (const name of [...services, settings]) {
      await admin.delete(`/api/v1/namespaces/env-${name}`);
    }
    await admin.close();
    rmSync(folder, { recursive: true });
  });

  const run = ({ id: runId }: Run): Promise<Run> =>
    backend.get(`/runs/${runId}`);
  const isOver = ({ state }: Run) => !['Queued', 'Running'].includes(state);
  const succeeded = async (started: Run): Promise<void> => {
    await until(() => run(started), isOver, 90_000);
    const { state, message } = await run(started);
    expect(`${state}: ${message}`).toMatch(/^Succeeded/);
  };
  const apply = (plans: Plan[]) =>
    Promise.all(plans.map(plan => backend.apply(plan)));

  it('keeps no run of another cluster waiting while it stands still, and deploys several at once', async () => {
    const plans = await Promise.all(
      services.map(name =>
        backend.plan(name, { class: 'service', parameters: {} }),
      ),
    );
    expect(
      plans[0].changes.map(({ operation, ref }) => [
        operation,
        ref.kind,
        ref.cluster,
      ]),
    ).toEqual([
      ['create', 'Namespace', 'local'],
      ['create', 'AppProject', 'argo'],
      ['create', 'Application', 'argo'],
    ]);
    const elsewhere = await backend.plan(settings, { cluster: 'other' });
    process.kill(controller, 'SIGSTOP');
    let runs: Run[];
    try {
      runs = await apply(plans);
      for (const started of runs) {
        await until(
          () => run(started),
          ({ message }) => message?.includes('Argo CD to deploy') === true,
        );
      }
      await succeeded(await backend.apply(elsewhere));
      expect(await Promise.all(runs.map(run))).toMatchObject([
        { state: 'Running' },
        { state: 'Running' },
      ]);
    } finally {
      process.kill(controller, 'SIGCONT');
    }
    for (const started of runs) {
      await succeeded(started);
    }
  });

  it('keeps none waiting while its API server stands still, and goes on afterwards', async () => {
    const plans = await Promise.all(services.map(backend.planEnd));
    const elsewhere = await backend.planEnd(settings);
    const runs = await apply(plans);
    way.block();
    await succeeded(await backend.apply(elsewhere));
    expect(await Promise.all(runs.map(run))).toMatchObject([
      { state: 'Running' },
      { state: 'Running' },
    ]);
    way.release();
    way.cut();
    for (const started of runs) {
      await succeeded(started);
    }
    for (const name of services) {
      const { body } = await admin.client.request({
        method: 'GET',
        path: `/apis/argoproj.io/v1alpha1/namespaces/argocd/applications/cairn-${name}--cart-api`,
      });
      expect(body).toMatchObject({ reason: 'NotFound' });
    }
  });
});
