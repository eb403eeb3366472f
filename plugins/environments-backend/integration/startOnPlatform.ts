import { resolve } from 'node:path';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { notificationService } from '@backstage/plugin-notifications-node';
import { ConfiguredClusters } from '@cairn/plugin-clusters-node';
import type { Environment, Plan, Run } from '@cairn/plugin-environments-common';
import kubernetesEngine from '@cairn/plugin-environments-backend-module-kubernetes';
import request from 'supertest';
import { environmentsPlugin } from '../src/plugin';
import { testPlatform } from './platform';

/** Folder of the classes of this repository. */
export const SHIPPED_CLASSES = resolve(__dirname, '../../../classes');
const prices = resolve(__dirname, '../../../examples/prices/larkfield.yaml');

const groups = ['checkout-team', 'platform-team', 'data-team'].map(name => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, namespace: 'default' },
  spec: { type: 'team', children: [] },
}));

/**
 * The plugin as the portal runs it, on the real cluster and the real OPA. Only the catalog and the user are made up.
 *
 * @param classes - folder of classes
 */
export async function startOnPlatform(
  databases: TestDatabases,
  classes = SHIPPED_CLASSES,
) {
  const { kubeconfig, opaUrl } = testPlatform();
  const knex = await databases.init('SQLITE_3');
  const config = {
    app: { baseUrl: 'http://localhost' },
    backend: { baseUrl: 'http://localhost' },
    cairn: {
      classes: { folders: [classes] },
      clusters: [
        {
          name: 'local',
          simulated: true,
          writer: { kubeconfig: kubeconfig.writer },
          reader: { kubeconfig: kubeconfig.reader },
        },
      ],
      policy: { url: opaUrl },
      cost: { priceList: prices },
    },
  };
  const { server } = await startTestBackend({
    features: [
      environmentsPlugin,
      kubernetesEngine,
      mockServices.rootConfig.factory({ data: config }),
      mockServices.database.mock({ getClient: async () => knex }).factory,
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({ send: async () => {} }),
      }),
      mockServices.userInfo.factory(),
      catalogServiceMock.factory({
        entities: groups,
      }),
    ],
  });
  const admin = ConfiguredClusters.fromConfig(
    new ConfigReader({
      cairn: {
        clusters: [
          {
            name: 'admin',
            writer: { kubeconfig: kubeconfig.admin },
            reader: { kubeconfig: kubeconfig.admin },
          },
        ],
      },
    }),
    { logger: mockServices.logger.mock() },
  );
  const url = (path: string) => `/api/environments/v1${path}`;
  const authorization = mockCredentials.user.header();
  const get = (path: string) =>
    request(server).get(url(path)).set('Authorization', authorization);
  const post = (path: string, body: object = {}) =>
    request(server)
      .post(url(path))
      .set('Authorization', authorization)
      .send(body);
  return {
    admin,
    cluster: admin.get('admin').reader,
    get,
    post,
    /** How an environment is when it is not being made any more. */
    async settled(name: string): Promise<Environment> {
      for (;;) {
        const { body } = await get(`/environments/${name}`);
        if (body.state !== 'Provisioning') {
          return body;
        }
      }
    },
    async apply(plan: Plan): Promise<Run> {
      const applied = await post(`/plans/${plan.digest}/apply`);
      if (applied.status !== 202) {
        throw new Error(JSON.stringify(applied.body));
      }
      // The stream ends with the run.
      await get(`/runs/${applied.body.id}/events`);
      return (await get(`/runs/${applied.body.id}`)).body;
    },
  };
}
