import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  ClusterFence,
  ConfiguredClusters,
  FenceTooLowError,
  FencedClient,
  ObjectWriter,
  type KubernetesClient,
} from '@cairn/plugin-clusters-node';
import {
  ArgoCdEngine,
  readArgoCdInstances,
} from '@cairn/plugin-environments-backend-module-argocd';
import { classComponentSchema } from '@cairn/plugin-environments-common';
import { z } from 'zod';
import type { Benchmark, BenchmarkContext } from '../Benchmark';
import { compareAlternating, roundsOf, timed } from '../compare';
import { atMost } from '../figures';
import { readPlatform, type PlatformDescription } from '../platform';
import { median } from '../statistics';

const sessionSchema = z.object({ token: z.string() });

/** Argo CD's own command line, as its administrator. */
class ArgoCdCli {
  readonly #env: NodeJS.ProcessEnv;

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = env;
  }

  static async signIn(platform: PlatformDescription, home: string) {
    const password = await readFile(
      join(platform.stateDir, 'secrets', 'argocd-admin-password'),
      'utf8',
    );
    const response = await fetch(`${platform.argocd.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'admin', password: password.trim() }),
    });
    const { token } = sessionSchema.parse(await response.json());
    return new ArgoCdCli({
      ...process.env,
      HOME: home,
      // One program that behaves by its name.
      ARGOCD_BINARY_NAME: 'argocd',
      ARGOCD_SERVER: new URL(platform.argocd.url).host,
      ARGOCD_AUTH_TOKEN: token,
      ARGOCD_OPTS: '--plaintext',
    });
  }

  async run(...args: string[]): Promise<void> {
    const child = spawn(process.env.CAIRN_TOOL_ARGOCD ?? 'argocd', args, {
      env: this.#env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', chunk => {
      said += String(chunk);
    });
    const [code] = await once(child, 'close');
    if (code !== 0) {
      throw new Error(`argocd ${args.join(' ')} ended with ${code}: ${said}`);
    }
  }
}

function clustersOf({ kubeconfig }: PlatformDescription): ConfiguredClusters {
  const cluster = (name: string, writer: string, reader: string) => ({
    name,
    writer: { kubeconfig: writer },
    reader: { kubeconfig: reader },
  });
  return ConfiguredClusters.fromConfig(
    new ConfigReader({
      cairn: {
        clusters: [
          cluster('local', kubeconfig.writer, kubeconfig.reader),
          cluster('admin', kubeconfig.admin, kubeconfig.admin),
        ],
      },
    }),
    { logger: mockServices.rootLogger({ level: 'none' }) },
  );
}

/** Lets the writer write for an environment. Answers the token. */
async function raiseFence(
  writer: KubernetesClient,
  environmentId: string,
  token = 1,
): Promise<number> {
  try {
    await new ClusterFence(writer).raise({ environmentId, token }, {});
    return token;
  } catch (error) {
    if (error instanceof FenceTooLowError) {
      return raiseFence(writer, environmentId, error.highest + 1);
    }
    throw error;
  }
}

async function measure(context: BenchmarkContext) {
  const platform = readPlatform(context.platformFile);
  const clusters = clustersOf(platform);
  const { writer } = clusters.get('local');
  const admin = clusters.get('admin').writer;
  const cli = await ArgoCdCli.signIn(platform, context.folder);
  const { signal } = new AbortController();
  const engine = new ArgoCdEngine({
    clusters,
    instances: readArgoCdInstances(
      new ConfigReader({
        cairn: {
          argocd: {
            instances: [
              { name: 'local', cluster: 'local', ...platform.argocd },
            ],
          },
        },
      }),
    ),
  });
  const component = classComponentSchema.parse({
    name: 'application',
    engine: 'argocd',
    with: {
      name: 'cart-api',
      repository: `${platform.git.url}/${platform.git.organization}/cart-api.git`,
      path: 'deploy/base',
      kustomize: {
        patches: [
          {
            target: { kind: 'NetworkPolicy' },
            patch:
              '$patch: delete\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: of-the-repository',
          },
        ],
      },
    },
  });

  /** A new environment with its project, and what makes the application in it. Only that is measured. */
  async function deploy(
    how: (one: {
      apply: () => Promise<unknown>;
      object: Record<string, unknown>;
      name: string;
    }) => Promise<number>,
  ): Promise<number> {
    const id = randomUUID();
    const name = `bench-${id.slice(0, 8)}`;
    const namespace = `env-${name}`;
    const token = await raiseFence(writer, id);
    const fence = { environmentId: id, token };
    const labels = {
      'app.kubernetes.io/managed-by': 'cairn',
      'cairn.dev/environment': id,
      'cairn.dev/environment-name': name,
      'cairn.dev/component': 'namespace',
      'pod-security.kubernetes.io/enforce': 'baseline',
    };
    await new ObjectWriter(new FencedClient(writer, fence)).create(
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: namespace, labels },
      },
      { operationId: randomUUID() },
    );
    const desired = await engine.render(component, {
      environment: {
        id,
        name,
        namespace,
        owner: 'group:default/checkout-team',
        ownerName: 'checkout-team',
        cluster: 'local',
      },
      class: { name: 'bench', version: 'sha256:0' },
      parameters: {},
      entities: {},
      git: { url: '' },
    });
    const planning = { environmentId: id, namespace, signal };
    const [project, application] = await engine.plan(desired, [], planning);
    const effect = () => ({
      environmentId: id,
      fence,
      clusterIdentities: new Map<string, string>(),
      operationId: randomUUID(),
      signal,
      progress: () => {},
    });
    await engine.apply({ ...project, index: 0 }, effect());
    try {
      return await how({
        apply: () => engine.apply({ ...application, index: 1 }, effect()),
        object: { ...application.object },
        name: application.ref.name,
      });
    } finally {
      for (const { ref, component: owner } of [application, project]) {
        const live = await admin.get(ref);
        const item = { id: ref.name, component: owner, engine: 'argocd', ref };
        await engine.destroy(
          { ...item, uid: live?.metadata.uid ?? '', createdAt: '' },
          effect(),
        );
      }
      await admin.request({
        method: 'DELETE',
        path: `/api/v1/namespaces/${namespace}`,
      });
      await new ClusterFence(writer).release(fence, {});
    }
  }

  context.progress('an application made and deployed, by Cairn and by argocd');
  try {
    const seen = await compareAlternating(
      {
        ours: () => deploy(({ apply }) => timed(apply)),
        theirs: () =>
          deploy(async ({ object, name }) => {
            const file = join(context.folder, `${name}.json`);
            await writeFile(file, JSON.stringify(object));
            return timed(async () => {
              await cli.run('app', 'create', '--file', file);
              await cli.run('app', 'sync', name);
              await cli.run('app', 'wait', name, '--sync', '--health');
            });
          }),
      },
      roundsOf(context.length, 9),
    );
    return {
      figures: [
        atMost(
          'made to Synced and Healthy: Cairn / argocd',
          seen.median,
          '×',
          1.2,
          seen.ratios,
        ),
        {
          name: 'Cairn',
          value: median(seen.ours),
          unit: 'ms',
          rounds: seen.ours,
        },
        {
          name: 'argocd app create, sync, wait',
          value: median(seen.theirs),
          unit: 'ms',
          rounds: seen.theirs,
        },
      ],
      notes: [
        'The same application of the same repository, in a new namespace and project each time. The command line is three programs one after the other; starting them is in its time.',
      ],
    };
  } finally {
    await clusters.close();
  }
}

/** Number 8: what deploying through objects of the cluster costs. */
export const argocdSync: Benchmark = {
  name: 'argocd-sync',
  title: "Application made to Synced against Argo CD's command line",
  needsPlatform: true,
  run: measure,
};
