import {
  coreServices,
  createBackendModule,
  createBackendPlugin,
  createServiceFactory,
  type PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { clustersServiceRef } from '@cairn/plugin-clusters-node';
import type { EnvironmentInventory } from '@cairn/plugin-environments-common';
import type { HealthChanged } from '@cairn/plugin-health-common';
import { healthSourceExtensionPoint } from '@cairn/plugin-health-node';
import { Router } from 'express';
import request from 'supertest';
import { healthPlugin } from '../plugin';
import { MemorySource } from './MemorySource';

export const AMARA = 'user:default/amara.okafor';

function entity(
  kind: string,
  name: string,
  more: {
    annotations?: Record<string, string>;
    relations?: Array<[type: string, targetRef: string]>;
  } = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      namespace: 'default',
      annotations: more.annotations,
    },
    relations: more.relations?.map(([type, targetRef]) => ({
      type,
      targetRef,
    })),
  };
}

const withId = (id: string) => ({ 'backstage.io/kubernetes-id': id });

export const entities: Entity[] = [
  entity('Component', 'cart-api', {
    annotations: withId('cart-api'),
    relations: [
      ['dependsOn', 'component:default/payments-api'],
      ['dependsOn', 'component:default/secret-api'],
      ['dependsOn', 'resource:default/plain'],
      ['consumesApi', 'api:default/shipping'],
      ['consumesApi', 'api:default/hidden'],
      ['partOf', 'system:default/ordering'],
    ],
  }),
  entity('Component', 'payments-api', {
    annotations: withId('payments-api'),
    relations: [['dependencyOf', 'component:default/cart-api']],
  }),
  entity('Component', 'secret-api', { annotations: withId('secret-api') }),
  entity('Component', 'shipping-api', { annotations: withId('shipping-api') }),
  entity('API', 'shipping', {
    relations: [['apiProvidedBy', 'component:default/shipping-api']],
  }),
  entity('Component', 'library'),
  entity('Component', 'broken', {
    annotations: {
      'backstage.io/kubernetes-label-selector': 'not a selector',
    },
  }),
  entity('Resource', 'plain'),
  entity('Resource', 'shop', {
    annotations: {
      'cairn.dev/environment': 'id-of-shop',
      'backstage.io/kubernetes-namespace': 'env-shop',
    },
  }),
  entity('System', 'ordering', {
    relations: [
      ['hasPart', 'component:default/cart-api'],
      ['hasPart', 'component:default/payments-api'],
      ['hasPart', 'component:default/secret-api'],
    ],
  }),
];

export const shop: EnvironmentInventory = {
  id: 'id-of-shop',
  name: 'shop',
  title: 'Shop',
  owner: 'group:default/checkout-team',
  class: { name: 'service', version: 'sha256:1' },
  cluster: 'local',
  namespace: 'env-shop',
  entities: ['component:default/cart-api'],
  state: 'Ready',
  createdAt: '2026-11-22T09:00:00Z',
  items: [],
};

/** The plugin in a backend of its own; sources, clusters, the catalog and the environments are the test's. */
export async function startHealth(
  options: {
    inventory?: EnvironmentInventory[];
    /** Entity refs whose health nobody may see. */
    hidden?: string[];
    /** Entity refs that the catalog shows to nobody. */
    unlisted?: string[];
    clusters?: string[];
  } = {},
) {
  const clusters = options.clusters ?? ['local'];
  const source = new MemorySource('memory', clusters);
  const told: HealthChanged[] = [];
  const listed = entities.filter(
    ({ kind, metadata }) =>
      !options.unlisted?.includes(
        `${kind.toLocaleLowerCase('en-US')}:default/${metadata.name}`,
      ),
  );
  const authorize: PermissionsService['authorize'] = async requests =>
    requests.map(asked => ({
      result:
        isResourcePermission(asked.permission, 'catalog-entity') &&
        asked.permission.name === 'health.read' &&
        'resourceRef' in asked &&
        typeof asked.resourceRef === 'string' &&
        !options.hidden?.includes(asked.resourceRef)
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
    }));
  const refuse = () => {
    throw new Error('not part of this test');
  };
  const { server } = await startTestBackend({
    features: [
      healthPlugin,
      createBackendModule({
        pluginId: 'health',
        moduleId: 'memory',
        register(env) {
          env.registerInit({
            deps: { sources: healthSourceExtensionPoint },
            async init({ sources }) {
              sources.addSource(source);
            },
          });
        },
      }),
      createBackendPlugin({
        pluginId: 'environments',
        register(env) {
          env.registerInit({
            deps: { http: coreServices.httpRouter },
            async init({ http }) {
              const router = Router();
              router.get('/v1/inventory', (_, res) => {
                res.json({ items: options.inventory ?? [] });
              });
              http.use(router);
            },
          });
        },
      }),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalogServiceMock({ entities: listed }),
      }),
      mockServices.permissions.mock({ authorize }).factory,
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({
          async publish({ channel, message }) {
            if (channel === 'cairn:health') {
              const { entityRefs } = Object(message);
              told.push({ entityRefs });
            }
          },
        }),
      }),
      createServiceFactory({
        service: clustersServiceRef,
        deps: {},
        factory: () => ({
          list: () =>
            clusters.map(name => ({ name, title: name, simulated: true })),
          get: refuse,
        }),
      }),
    ],
  });
  const asUser = mockCredentials.user.header(AMARA);
  return {
    server,
    source,
    told,
    get: (path: string) =>
      request(server)
        .get(`/api/health/v1/entities/${path}`)
        .set('Authorization', asUser),
    batch: (body: object) =>
      request(server)
        .post('/api/health/v1/batch')
        .set('Authorization', asUser)
        .send(body),
  };
}

/** Tries again until it does not throw, at most 15 s. */
export async function eventually(
  check: () => Promise<void> | void,
): Promise<void> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (Date.now() > deadline) {
        throw error;
      }
      await new Promise(done => setTimeout(done, 50));
    }
  }
}
