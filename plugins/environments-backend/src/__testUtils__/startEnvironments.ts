import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  type AuditorService,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  mockCredentials,
} from '@backstage/backend-test-utils';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import type { Entity } from '@backstage/catalog-model';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { notificationService } from '@backstage/plugin-notifications-node';
import { clustersServiceRef } from '@cairn/plugin-clusters-node';
import {
  environmentClassesServiceRef,
  environmentsEngineExtensionPoint,
} from '@cairn/plugin-environments-node';
import { policyServiceRef } from '@cairn/plugin-policy-node';
import type { Plan, Run } from '@cairn/plugin-environments-common';
import type { HumanDuration } from '@backstage/types';
import request from 'supertest';
import { environmentsPlugin } from '../plugin';
import { FakeEngine } from './FakeEngine';
import {
  claims,
  FakeClusters,
  FakeNotifications,
  FakePolicy,
  FakePermissions,
  RecordedEvents,
} from './fakes';
import { MemoryClasses, sandboxClass } from './MemoryClasses';
import { people, platformOncall, withPeople } from './people';

const entities: Entity[] = [
  platformOncall,
  ...['checkout-team', 'payments-team', 'platform-team'].map(name => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type: 'team', children: [] },
  })),
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'cart-api',
      namespace: 'default',
      annotations: { 'cairn.dev/repository': 'larkfield/cart-api' },
    },
    spec: { type: 'service', owner: 'checkout-team', lifecycle: 'production' },
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name: 'orders-db', namespace: 'default' },
    spec: { type: 'database', owner: 'checkout-team' },
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: 'gone-a-moment-ago',
      namespace: 'default',
      annotations: { 'cairn.dev/environment': 'an-id' },
    },
    spec: { type: 'environment', owner: 'checkout-team' },
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'no-repository', namespace: 'default' },
    spec: { type: 'service', owner: 'checkout-team', lifecycle: 'production' },
  },
];

/** Makes up a person who belongs to a group, and answers who it is. */
function memberOf(group: string): string {
  const user = `user:default/member-of-${group.split('/')[1]}`;
  claims[user] = [user, group];
  return user;
}

export const AMARA = 'user:default/amara.okafor';
export const TOMAS = 'user:default/tomas.lindqvist';

/** What `sandbox` is asked for in most tests. */
export const wanted = {
  action: 'create',
  class: 'sandbox',
  name: 'shop',
  owner: 'group:default/checkout-team',
  parameters: { size: 'small' },
};

/** The plugin in a backend of its own, with everything outside of it replaced by something that a test can steer. */
export async function startEnvironments(
  options: {
    /** Told of what must be known afterwards. Default: nobody is. */
    auditor?: AuditorService;
    database?: DatabaseService;
    engine?: FakeEngine;
    classes?: MemoryClasses;
    /** How long a plan can be applied. Default: the plugin's own. */
    planTtl?: HumanDuration;
    /** File with prices. Default: there is none. */
    priceList?: string;
  } = {},
) {
  const { auditor } = options;
  const engine = options.engine ?? new FakeEngine();
  const classes = options.classes ?? new MemoryClasses(sandboxClass);
  const scheduler = mockServices.scheduler();
  const actions = actionsRegistryServiceMock();
  const permissions = new FakePermissions();
  const policy = new FakePolicy();
  const clusters = new FakeClusters();
  const events = new RecordedEvents();
  const notifications = new FakeNotifications();
  const members = people();
  const catalog = withPeople(catalogServiceMock({ entities }), members);
  const backend = await startTestBackend({
    features: [
      environmentsPlugin,
      createBackendModule({
        pluginId: 'environments',
        moduleId: 'fake-engine',
        register(env) {
          env.registerInit({
            deps: { engines: environmentsEngineExtensionPoint },
            async init({ engines }) {
              engines.addEngine(engine);
            },
          });
        },
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost' },
          backend: { baseUrl: 'http://localhost' },
          cairn: {
            ...(options.planTtl && {
              environments: { planTtl: { ...options.planTtl } },
            }),
            ...(options.priceList && {
              cost: { priceList: options.priceList },
            }),
          },
        },
      }),
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => actions,
      }),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      ...(auditor
        ? [
            createServiceFactory({
              service: coreServices.auditor,
              deps: {},
              factory: () => auditor,
            }),
          ]
        : []),
      ...(options.database
        ? [mockServices.database.mock(options.database).factory]
        : []),
      createServiceFactory({
        service: coreServices.permissions,
        deps: {},
        factory: () => permissions,
      }),
      mockServices.userInfo.mock({
        getUserInfo: async credentials => {
          const { userEntityRef } = mockPrincipal(credentials);
          return {
            userEntityRef,
            ownershipEntityRefs: claims[userEntityRef] ?? [userEntityRef],
          };
        },
      }).factory,
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
        service: catalogServiceRef,
        deps: {},
        factory: () => catalog,
      }),
      createServiceFactory({
        service: clustersServiceRef,
        deps: {},
        factory: () => clusters,
      }),
      createServiceFactory({
        service: policyServiceRef,
        deps: {},
        factory: () => policy,
      }),
      createServiceFactory({
        service: environmentClassesServiceRef,
        deps: {},
        factory: () => classes,
      }),
    ],
  });

  /** @param program - that acts in their name; default: none */
  const as = (user: string, program?: string) => {
    const authorization = `Bearer ${mockCredentials.user.token(
      user,
      program ? { actor: { subject: program } } : undefined,
    )}`;
    const url = (path: string) => `/api/environments/v1${path}`;
    return {
      get: (path: string) =>
        request(backend.server)
          .get(url(path))
          .set('Authorization', authorization),
      post: (path: string, body: object = {}) =>
        request(backend.server)
          .post(url(path))
          .set('Authorization', authorization)
          .send(body),
    };
  };
  const amara = as(AMARA);
  /** Reads as another plugin of the same portal. */
  const asPlugin = (path: string) =>
    request(backend.server)
      .get(`/api/environments/v1${path}`)
      .set('Authorization', mockCredentials.service.header());

  const finish = async (plan: Plan): Promise<Run> => {
    const applied = await amara.post(`/plans/${plan.digest}/apply`);
    if (applied.status !== 202) {
      throw new Error(JSON.stringify(applied.body));
    }
    // Ends with the run.
    await amara.get(`/runs/${applied.body.id}/events`);
    return (await amara.get(`/runs/${applied.body.id}`)).body;
  };
  /** Plans and applies as the owner, and waits until the run is over. */
  const create = async (changes: object = {}): Promise<Run> => {
    const plan = await amara.post('/plans', { ...wanted, ...changes });
    return finish(plan.body);
  };

  return {
    actions,
    amara,
    as,
    asPlugin,
    backend,
    classes,
    clusters,
    create,
    engine,
    events,
    finish,
    /** Looks at every lease once, as happens regularly. */
    keepLeases: () => scheduler.triggerTask('keep-leases'),
    memberOf,
    /** Groups of people, as the catalog has them. */
    members,
    notifications,
    /** Searches every cluster for orphans once, as happens regularly. */
    search: () => scheduler.triggerTask('search-orphans'),
    /** Takes tokens of runs that are over out of the clusters once, as happens regularly. */
    sweep: () => scheduler.triggerTask('sweep-fences'),
    /** Looks at every environment once, as happens regularly. */
    observe: () => scheduler.triggerTask('observe-environments'),
    permissions,
    policy,
    server: backend.server,
  };
}

function mockPrincipal(credentials: { principal: unknown }): {
  userEntityRef: string;
} {
  const { principal } = credentials;
  if (
    typeof principal === 'object' &&
    principal !== null &&
    'userEntityRef' in principal
  ) {
    return { userEntityRef: String(principal.userEntityRef) };
  }
  throw new Error('not a user');
}
