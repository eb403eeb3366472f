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
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import kubernetesEngine from '@cairn/plugin-environments-backend-module-kubernetes';
import {
  environmentClassSchema,
  type Drift,
  type Environment,
  type EnvironmentClassDefinition,
  type Plan,
  type Run,
} from '@cairn/plugin-environments-common';
import { environmentClassesServiceRef } from '@cairn/plugin-environments-node';
import { policyServiceRef } from '@cairn/plugin-policy-node';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import request from 'supertest';
import {
  FakeNotifications,
  FakePolicy,
  RecordedEvents,
} from '../src/__testUtils__/fakes';
import { MemoryClasses } from '../src/__testUtils__/MemoryClasses';
import { environmentsPlugin } from '../src/plugin';

const USER = 'user:default/amara.okafor';

/** A namespace with two objects whose contents a parameter decides. */
const settingsClass = environmentClassSchema.parse({
  apiVersion: 'cairn.dev/v1alpha1',
  kind: 'EnvironmentClass',
  metadata: { name: 'settings' },
  spec: {
    owner: 'group:default/platform-team',
    parameters: {
      type: 'object',
      required: ['size'],
      properties: { size: { type: 'string', maxLength: 20 } },
    },
    lifecycle: { ttl: '72h' },
    placement: { clusters: ['local', 'other'] },
    components: [
      {
        name: 'settings',
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
          ...['first', 'second'].map(name => ({
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: { name },
            data: { size: '${{ parameters.size }}', who: name },
          })),
        ],
      },
    ],
  },
});

/** The plugin on the real API server, with a class of a few settings. What is done regularly is done when a test says so. */
export async function startSettings({
  knex,
  kubeconfig,
  events = new RecordedEvents(),
  notifications = new FakeNotifications(),
  clusters = {},
  classes = [],
  features = [],
  settings = {},
}: {
  knex: Knex;
  kubeconfig: { reader: string; writer: string };
  events?: RecordedEvents;
  notifications?: FakeNotifications;
  /** Kubeconfigs of clusters beside `local`. */
  clusters?: Record<string, { reader: string; writer: string }>;
  /** Beside `settings`. */
  classes?: EnvironmentClassDefinition[];
  /** Beside the engine of Kubernetes. */
  features?: BackendFeature[];
  /** More of `cairn` in the configuration. */
  settings?: JsonObject;
}) {
  const scheduler = mockServices.scheduler();
  const known = new MemoryClasses(settingsClass);
  for (const one of classes) {
    known.set(one, `sha256:${one.metadata.name}`);
  }
  const backend = await startTestBackend({
    features: [
      environmentsPlugin,
      kubernetesEngine,
      ...features,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost' },
          backend: { baseUrl: 'http://localhost' },
          cairn: {
            ...settings,
            clusters: Object.entries({ local: kubeconfig, ...clusters }).map(
              ([name, { reader, writer }]) => ({
                name,
                writer: { kubeconfig: writer },
                reader: { kubeconfig: reader },
              }),
            ),
          },
        },
      }),
      mockServices.database.mock({ getClient: async () => knex }).factory,
      mockServices.userInfo.factory(),
      createServiceFactory({
        service: eventsServiceRef,
        deps: {},
        factory: () => events,
      }),
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => notifications,
      }),
      createServiceFactory({
        service: policyServiceRef,
        deps: {},
        factory: () => new FakePolicy(),
      }),
      createServiceFactory({
        service: environmentClassesServiceRef,
        deps: {},
        factory: () => known,
      }),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      catalogServiceMock.factory({
        entities: [
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Group',
            metadata: { name: 'checkout-team', namespace: 'default' },
            spec: { type: 'team', children: [] },
          },
        ],
      }),
    ],
  });
  const as = mockCredentials.user.header(USER);
  const url = (path: string) => `/api/environments/v1${path}`;
  const get = async (path: string) =>
    (await request(backend.server).get(url(path)).set('Authorization', as))
      .body;
  const post = async (path: string, body: object = {}) => {
    const response = await request(backend.server)
      .post(url(path))
      .set('Authorization', as)
      .send(body);
    if (response.status >= 300) {
      throw new Error(JSON.stringify(response.body));
    }
    return response.body;
  };
  return {
    scheduler,
    get,
    environment: (name: string): Promise<Environment> =>
      get(`/environments/${name}`),
    drift: (name: string): Promise<Drift> => get(`/environments/${name}/drift`),
    plan: (name: string, more: JsonObject = {}): Promise<Plan> =>
      post('/plans', {
        action: 'create',
        class: 'settings',
        name,
        owner: 'group:default/checkout-team',
        parameters: { size: 'small' },
        ...more,
      }),
    planEnd: (environment: string): Promise<Plan> =>
      post('/plans', { action: 'destroy', environment }),
    apply: ({ digest }: Plan): Promise<Run> => post(`/plans/${digest}/apply`),
    stop: () => backend.stop(),
  };
}

/** Looks until it is as wanted. @returns after how many milliseconds */
export async function until<T>(
  look: () => Promise<T>,
  isWanted: (seen: T) => boolean,
  withinMs = 60_000,
): Promise<number> {
  const startedAt = Date.now();
  for (;;) {
    const seen = await look();
    const tookMs = Date.now() - startedAt;
    if (isWanted(seen)) {
      return tookMs;
    }
    if (tookMs > withinMs) {
      throw new Error(
        `Not as wanted after ${withinMs / 1000} s: ${JSON.stringify(seen)}`,
      );
    }
    await new Promise(done => setTimeout(done, 100));
  }
}
