import { randomUUID } from 'node:crypto';
import {
  ClusterFence,
  FenceTooLowError,
  isSuccess,
  ObjectWriter,
  statusError,
  type Clusters,
  type ConfiguredClusters,
  type KubernetesObject,
  type KubernetesRequest,
} from '@cairn/plugin-clusters-node';
import {
  classComponentSchema,
  type InventoryItem,
} from '@cairn/plugin-environments-common';
import type {
  EffectContext,
  RenderContext,
  UnorderedChange,
} from '@cairn/plugin-environments-node';
import { ArgoCdEngine } from '../src/ArgoCdEngine';
import { IN_CLUSTER, type ArgoCdInstance } from '../src/config';
import { startGitDaemon, type GitDaemon } from './gitDaemon';
import { testClusters, testPlatform } from './platform';

export const deployment = (
  image: string,
  { labels = '{ app: web }', name = 'web', replicas = 2 } = {},
) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: ${labels} }
    spec: { containers: [{ name: web, image: "${image}" }] }
`;
export const SERVICE = `
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
`;
export const CRON_JOB = `
apiVersion: batch/v1
kind: CronJob
metadata: { name: nightly }
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers: [{ name: nightly, image: registry.example/nightly:1 }]
`;
export const DAEMON_SET = `
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: agent }
spec:
  selector: { matchLabels: { app: agent } }
  template:
    metadata: { labels: { app: agent } }
    spec: { containers: [{ name: agent, image: registry.example/agent:1 }] }
`;
export const kustomization = (...files: string[]) =>
  `resources: ${JSON.stringify(files)}\n`;

/** The configured Argo CD of the platform. */
export function localInstance(): ArgoCdInstance {
  return {
    name: 'local',
    cluster: 'local',
    destinations: new Map([['local', { server: IN_CLUSTER }]]),
    ...testPlatform().argocd,
    webUrl: 'http://argocd.localhost',
  };
}

/** An engine on the running platform, and what tests do with it. Everything is taken away again. */
export class Fixture {
  readonly clusters: ConfiguredClusters;
  readonly engine: ArgoCdEngine;
  readonly git: GitDaemon;
  #leftovers: Array<() => Promise<unknown>> = [];
  /** Fencing tokens, by environment. */
  readonly #tokens = new Map<string, number>();
  readonly signal = new AbortController().signal;

  static async start(): Promise<Fixture> {
    return new Fixture(await startGitDaemon());
  }

  private constructor(git: GitDaemon) {
    this.git = git;
    this.clusters = testClusters();
    this.engine = this.engineOn(this.clusters);
  }

  engineOn(
    clusters: Clusters,
    options: { removalTimeoutMs?: number } = {},
  ): ArgoCdEngine {
    return new ArgoCdEngine({
      clusters,
      instances: [localInstance()],
      syncTimeoutMs: 60_000,
      removalTimeoutMs: 30_000,
      ...options,
    });
  }

  get admin() {
    return this.clusters.get('admin').writer;
  }

  leaves(remove: () => Promise<unknown>): void {
    this.#leftovers.push(remove);
  }

  async clean(): Promise<void> {
    for (const remove of this.#leftovers.reverse()) {
      await remove();
    }
    this.#leftovers = [];
  }

  async stop(): Promise<void> {
    this.git.stop();
    await this.clusters.close();
  }

  /** An environment whose namespace is there, as the kubernetes engine makes it, and that a run works on. */
  async environment(
    parameters: Record<string, unknown> = {},
  ): Promise<RenderContext> {
    const name = `it-${randomUUID().slice(0, 8)}`;
    const id = randomUUID();
    await this.namespace(`env-${name}`, { id, name });
    await this.#raiseFence(id, 1);
    this.leaves(() =>
      new ClusterFence(this.clusters.get('local').writer).release(
        { environmentId: id, token: this.#tokens.get(id) ?? 0 },
        { signal: this.signal },
      ),
    );
    return {
      environment: {
        id,
        name,
        namespace: `env-${name}`,
        owner: 'group:default/checkout-team',
        ownerName: 'checkout-team',
        cluster: 'local',
      },
      class: { name: 'service-preview', version: 'sha256:0' },
      parameters: {
        repository: this.git.url,
        path: 'base',
        revision: 'main',
        ...parameters,
      },
      entities: {},
      git: { url: '' },
    };
  }

  /** Another worker takes the run. */
  async takeOver({ environment }: RenderContext): Promise<void> {
    await this.#raiseFence(environment.id, 1);
  }

  async #raiseFence(environmentId: string, token: number): Promise<void> {
    const fence = new ClusterFence(this.clusters.get('local').writer);
    const { signal } = this;
    try {
      await fence.raise({ environmentId, token }, { signal });
    } catch (error) {
      if (!(error instanceof FenceTooLowError)) {
        throw error;
      }
      await this.#raiseFence(environmentId, error.highest + 1);
      return;
    }
    this.#tokens.set(environmentId, token);
  }

  async namespace(name: string, owner: { id: string; name: string }) {
    await new ObjectWriter(this.admin).create(
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name,
          labels: {
            'app.kubernetes.io/managed-by': 'cairn',
            'cairn.dev/environment': owner.id,
            'cairn.dev/environment-name': owner.name,
            'cairn.dev/component': 'namespace',
            'pod-security.kubernetes.io/enforce': 'baseline',
          },
        },
      },
      { operationId: randomUUID() },
    );
    this.leaves(() =>
      this.admin.request({
        method: 'DELETE',
        path: `/api/v1/namespaces/${name}`,
      }),
    );
  }

  component(settings: Record<string, unknown> = {}) {
    return classComponentSchema.parse({
      name: 'application',
      engine: 'argocd',
      with: {
        name: 'web',
        repository: '${{ parameters.repository }}',
        path: '${{ parameters.path }}',
        revision: '${{ parameters.revision }}',
        ...settings,
      },
    });
  }

  effect(
    context: RenderContext,
    operationId: string = randomUUID(),
    said: string[] = [],
  ): EffectContext {
    const { id } = context.environment;
    return {
      environmentId: id,
      fence: { environmentId: id, token: this.#tokens.get(id) ?? 0 },
      clusterIdentities: new Map<string, string>(),
      operationId,
      signal: this.signal,
      progress: message => said.push(message),
    };
  }

  planning(context: RenderContext) {
    return {
      environmentId: context.environment.id,
      namespace: context.environment.namespace,
      signal: this.signal,
    };
  }

  async plan(
    context: RenderContext,
    owned: InventoryItem[] = [],
    options: { settings?: Record<string, unknown>; asleep?: boolean } = {},
  ): Promise<UnorderedChange[]> {
    const { engine, signal } = this;
    const desired = await engine.render(
      this.component(options.settings),
      context,
    );
    return engine.plan(
      options.asleep ? await engine.hibernated(desired, { signal }) : desired,
      owned,
      this.planning(context),
    );
  }

  async apply(
    context: RenderContext,
    change: UnorderedChange,
    operationId?: string,
    said?: string[],
  ): Promise<InventoryItem> {
    this.leaves(async () => {
      // A step that failed may have left its object.
      const live = await this.clusters.get('admin').reader.get(change.ref);
      if (
        live?.metadata.labels?.['cairn.dev/environment'] ===
        context.environment.id
      ) {
        await this.engine.destroy(
          itemOf(change, live.metadata.uid ?? ''),
          this.effect(context),
        );
      }
    });
    const owned = await this.engine.apply(
      { ...change, index: 0 },
      this.effect(context, operationId, said),
    );
    return itemOf(change, owned.uid);
  }

  /** Project and application, deployed. */
  async deploy(
    context: RenderContext,
    settings?: Record<string, unknown>,
  ): Promise<[InventoryItem, InventoryItem]> {
    const [project, application] = await this.plan(context, [], { settings });
    return [
      await this.apply(context, project),
      await this.apply(context, application),
    ];
  }

  /** An object in the environment's namespace, as it is. */
  async live(
    context: RenderContext,
    apiVersion: string,
    kind: string,
    name = 'web',
  ): Promise<KubernetesObject | undefined> {
    const { namespace } = context.environment;
    return this.admin.get({ apiVersion, kind, namespace, name });
  }

  async deployed(context: RenderContext) {
    const [workload, service] = await Promise.all([
      this.live(context, 'apps/v1', 'Deployment'),
      this.live(context, 'v1', 'Service'),
    ]);
    return { workload, service };
  }

  /** Changes an object as an administrator. */
  async patch(
    item: Pick<InventoryItem, 'ref'>,
    body: KubernetesRequest['body'],
  ) {
    const response = await this.admin.request({
      method: 'PATCH',
      path: await this.admin.pathOf(item.ref),
      contentType: 'application/merge-patch+json',
      body,
    });
    if (!isSuccess(response)) {
      throw statusError(response, `change ${item.ref.name}`);
    }
  }
}

function itemOf(change: UnorderedChange, uid: string): InventoryItem {
  return {
    id: change.ref.kind,
    component: change.component,
    engine: 'argocd',
    createdAt: '',
    ref: change.ref,
    uid,
  };
}
