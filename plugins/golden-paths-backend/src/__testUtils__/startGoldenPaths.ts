import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
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
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { clustersServiceRef } from '@cairn/plugin-clusters-node';
import { policyServiceRef } from '@cairn/plugin-policy-node';
import request from 'supertest';
import { parse } from 'yaml';
import { goldenPathsPlugin } from '../plugin';
import { environmentsPluginFake, fakeEnvironments } from './fakeEnvironments';
import { FakeGitHost } from './FakeGitHost';
import {
  AMARA,
  FakeClusters,
  FakePermissions,
  FakePolicy,
  groups,
  userOf,
} from './fakes';

const TEMPLATE = resolve(
  __dirname,
  '../../../../templates/node-service/template.yaml',
);

/** A form that asks for nothing special. */
export const wanted = {
  template: 'template:default/node-service',
  values: {
    name: 'parcel-lockers',
    owner: 'group:default/checkout-team',
    system: 'system:default/ordering',
    description: 'Says which lockers have room.',
    environments: [{ name: 'dev', class: 'service-dev' }],
  },
};

/** The plugin with the real scaffolder and the real template; everything outside of the portal can be steered. */
export async function startGoldenPaths(
  /** The module with the actions. */
  actions: BackendFeature,
) {
  const gitHost = await FakeGitHost.start();
  const environments = fakeEnvironments();
  const policy = new FakePolicy();
  const template: Entity = parse(readFileSync(TEMPLATE, 'utf8'));
  const catalog = catalogServiceMock({
    entities: [
      {
        ...template,
        metadata: {
          ...template.metadata,
          namespace: 'default',
          annotations: {
            'backstage.io/managed-by-location': `file:${TEMPLATE}`,
            // An entity may say this of itself; nobody may be led elsewhere by it.
            'backstage.io/source-location': 'file:/etc/passwd',
          },
        },
      },
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'API',
        metadata: { name: 'taken-api', namespace: 'default' },
        spec: {},
      },
    ],
  });
  const clusters = new FakeClusters();
  const backend = await startTestBackend({
    features: [
      goldenPathsPlugin,
      scaffolderPlugin,
      actions,
      environmentsPluginFake(environments),
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost' },
          cairn: {
            git: { url: gitHost.url, organization: 'larkfield' },
            goldenPaths: {
              kustomize: process.env.CAIRN_TEST_KUSTOMIZE ?? 'kustomize',
            },
          },
        },
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
      mockServices.userInfo.mock({
        getUserInfo: async credentials => {
          const userEntityRef = userOf(credentials) ?? '';
          return {
            userEntityRef,
            ownershipEntityRefs: groups[userEntityRef] ?? [userEntityRef],
          };
        },
      }).factory,
      createServiceFactory({
        service: coreServices.permissions,
        deps: {},
        factory: () => new FakePermissions(),
      }),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalog,
      }),
    ],
  });
  const as = (user: string) => ({
    authorization: mockCredentials.user.header(user),
  });
  const url = (path: string) => `/api/golden-paths/v1${path}`;
  return {
    catalog,
    clusters,
    environments,
    gitHost,
    policy,
    get: (path: string, user = AMARA) =>
      request(backend.server).get(url(path)).set(as(user)),
    post: (path: string, body: object, user = AMARA) =>
      request(backend.server).post(url(path)).set(as(user)).send(body),
    anonymous: (path: string) =>
      request(backend.server)
        .get(url(path))
        .set('authorization', mockCredentials.none.header()),
    async stop() {
      await backend.stop();
      await gitHost.stop();
    },
  };
}
