import { randomUUID } from 'node:crypto';
import type {
  ConfiguredClusters,
  KubernetesObject,
} from '@cairn/plugin-clusters-node';
import {
  classComponentSchema,
  type InventoryItem,
  type PlannedOperation,
  type ResourceRef,
} from '@cairn/plugin-environments-common';
import type {
  EffectContext,
  RenderContext,
  UnorderedChange,
} from '@cairn/plugin-environments-node';
import { KubernetesEngine } from '../src/KubernetesEngine';
import { Fences } from './Fences';
import { testClusters } from './platform';

/** A namespace as environments have it. */
export const NAMESPACE = `
apiVersion: v1
kind: Namespace
metadata:
  name: \${{ environment.namespace }}
  labels: { pod-security.kubernetes.io/enforce: restricted }
`;

/** A Deployment that the level `restricted` lets in. */
export const WEB = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
      containers:
        - name: web
          image: registry.example/web:1
          resources: { requests: { cpu: 100m, memory: 64Mi } }
          securityContext:
            allowPrivilegeEscalation: false
            capabilities: { drop: [ALL] }
`;

/** Documents of one file. */
export const files = (...documents: string[]) =>
  new Map([['manifests/all.yaml', documents.join('---\n')]]);

const component = classComponentSchema.parse({
  name: 'base',
  engine: 'kubernetes',
  source: 'manifests',
});

/** The engine on a real API server, with an environment of its own for each test. */
export class EngineUnderTest {
  readonly clusters: ConfiguredClusters = testClusters();
  readonly engine = new KubernetesEngine({
    clusters: this.clusters,
    config: { standInNamespace: 'cairn-stand-in' },
  });
  readonly signal = new AbortController().signal;
  readonly #fences = new Fences(this.clusters);
  #made: string[] = [];

  /** Acts as somebody else, who may do everything. */
  get admin() {
    return this.clusters.get('admin').writer;
  }

  environment(parameters: Record<string, unknown> = {}): RenderContext {
    const name = `it-${randomUUID().slice(0, 8)}`;
    this.#made.push(`env-${name}`);
    return {
      environment: {
        id: randomUUID(),
        name,
        namespace: `env-${name}`,
        owner: 'group:default/checkout-team',
        ownerName: 'checkout-team',
        cluster: 'local',
      },
      class: { name: 'sandbox', version: 'sha256:0' },
      parameters,
      entities: {},
      git: { url: '' },
    };
  }

  render(context: RenderContext, ...documents: string[]) {
    return this.engine.render(component, context, files(...documents));
  }

  planning({ environment: { id, namespace } }: RenderContext) {
    return { environmentId: id, namespace, signal: this.signal };
  }

  async plan(
    context: RenderContext,
    owned: InventoryItem[],
    ...documents: string[]
  ): Promise<UnorderedChange[]> {
    return this.engine.plan(
      await this.render(context, ...documents),
      owned,
      this.planning(context),
    );
  }

  /** Does everything, and answers what is owned then. */
  async apply(
    context: RenderContext,
    changes: UnorderedChange[],
  ): Promise<InventoryItem[]> {
    const items: InventoryItem[] = [];
    for (const [index, change] of changes.entries()) {
      const owned = await this.engine.apply(
        { ...change, index },
        await this.effect(context),
      );
      items.push({
        id: String(index),
        component: change.component,
        engine: 'kubernetes',
        createdAt: '',
        ...owned,
      });
    }
    return items;
  }

  async make(context: RenderContext, ...documents: string[]) {
    return this.apply(context, await this.plan(context, [], ...documents));
  }

  async effect(
    context: RenderContext,
    operationId: string = randomUUID(),
  ): Promise<EffectContext> {
    return {
      environmentId: context.environment.id,
      fence: {
        environmentId: context.environment.id,
        token: await this.#fences.of(context.environment.id),
      },
      clusterIdentities: new Map([
        ['local', await this.clusters.get('local').reader.identity()],
      ]),
      operationId,
      signal: this.signal,
      progress: () => {},
    };
  }

  async live(
    context: RenderContext,
    ref: Pick<ResourceRef, 'apiVersion' | 'kind' | 'name'>,
  ): Promise<KubernetesObject | undefined> {
    return this.admin.get({
      ...ref,
      namespace: context.environment.namespace,
    });
  }

  /** Changes an object as somebody else. */
  async meddle(
    context: RenderContext,
    ref: Pick<ResourceRef, 'apiVersion' | 'kind' | 'name'>,
    patch: Parameters<typeof this.admin.request>[0]['body'],
    manager: string = 'somebody',
  ): Promise<void> {
    const { status, body } = await this.admin.request({
      method: 'PATCH',
      path: await this.admin.pathOf({
        ...ref,
        namespace: context.environment.namespace,
      }),
      contentType: 'application/merge-patch+json',
      query: { fieldManager: manager },
      body: patch,
    });
    if (status !== 200) {
      throw new Error(JSON.stringify(body));
    }
  }

  async clean(): Promise<void> {
    await this.#fences.release();
    for (const name of this.#made.splice(0)) {
      // Not waited for: nothing else uses the name.
      await this.admin.request({
        method: 'DELETE',
        path: `/api/v1/namespaces/${name}`,
      });
    }
  }

  async close(): Promise<void> {
    this.clusters.close();
  }
}

/** `create Namespace` and so on. */
export const operations = (
  changes: Array<{ operation: PlannedOperation; ref: ResourceRef }>,
) => changes.map(({ ref, operation }) => `${operation} ${ref.kind}`);
