import {
  coreServices,
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import type { Clusters } from '@cairn/plugin-clusters-node';
import { clustersServiceRef } from '@cairn/plugin-clusters-node';
import healthPlugin from '@cairn/plugin-health-backend';
import healthModuleArgocd from '@cairn/plugin-health-backend-module-argocd';
import healthModuleKubernetes from '@cairn/plugin-health-backend-module-kubernetes';
import kubernetesModuleClusters from '@cairn/plugin-kubernetes-backend-module-clusters';

/** A backend that serves one plugin, with the catalog and the permissions in its own memory. */
export interface Served {
  /** Asks as a signed-in user; rejects where the answer is not a success. */
  ask(path: string, body?: object): Promise<unknown>;
  stop(): Promise<void>;
}

const USER = 'user:default/amara.okafor';

/** Services that the annotation `backstage.io/kubernetes-id` finds by their names. */
export function serviceEntities(names: readonly string[]): Entity[] {
  return names.map(name => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: { 'backstage.io/kubernetes-id': name },
    },
    spec: { type: 'service', owner: 'platform-team', lifecycle: 'production' },
  }));
}

/** Cairn's health of clusters, and of Argo CD in the first of them where asked for. */
export function serveHealth(options: {
  entities: Entity[];
  clusters: Clusters;
  argocd?: boolean;
}): Promise<Served> {
  const cluster = options.clusters.list()[0]?.name ?? '';
  return serve({
    ...options,
    features: [
      healthPlugin,
      healthModuleKubernetes,
      ...(options.argocd ? [healthModuleArgocd] : []),
    ],
    config: options.argocd
      ? { cairn: { argocd: { instances: [{ name: 'argocd', cluster }] } } }
      : {},
  });
}

/** Backstage's Kubernetes plugin over the same clusters, as Cairn installs it. */
export function serveKubernetes(options: {
  entities: Entity[];
  clusters: Clusters;
}): Promise<Served> {
  return serve({
    ...options,
    features: [kubernetesPlugin, kubernetesModuleClusters],
    config: {
      kubernetes: {
        serviceLocatorMethod: { type: 'multiTenant' },
        clusterLocatorMethods: [],
      },
    },
  });
}

async function serve(options: {
  entities: Entity[];
  clusters: Clusters;
  features: BackendFeature[];
  config: object;
}): Promise<Served> {
  const { entities, clusters, features, config } = options;
  const backend = await startTestBackend({
    features: [
      ...features,
      mockServices.rootConfig.factory({
        data: JSON.parse(JSON.stringify(config)),
      }),
      createServiceFactory({
        service: coreServices.rootLogger,
        deps: {},
        factory: () => mockServices.rootLogger({ level: 'none' }),
      }),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalogServiceMock({ entities }),
      }),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({ publish: async () => {} }),
      }),
      createServiceFactory({
        service: clustersServiceRef,
        deps: {},
        factory: () => clusters,
      }),
    ],
  });
  const origin = `http://127.0.0.1:${backend.server.port()}`;
  const authorization = mockCredentials.user.header(USER);
  return {
    async ask(path, body) {
      const response = await fetch(`${origin}/api${path}`, {
        method: body ? 'POST' : 'GET',
        headers: {
          authorization,
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) {
        throw new Error(`${path} answered ${response.status}: ${text}`);
      }
      return JSON.parse(text);
    },
    stop: () => backend.stop(),
  };
}
