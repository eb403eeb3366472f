import { resolve } from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import { EnvironmentsClient } from '@cairn/plugin-environments-common';
import type { PlatformDescription } from '../platform';
import { openSqlite } from '../store/sqlite';
import { startEnvironmentsPlugin } from './startEnvironmentsPlugin';

const PRICES = resolve(
  __dirname,
  '..',
  '..',
  '..',
  'examples',
  'prices',
  'larkfield.yaml',
);

/** The environments plugin as the portal runs it, on the real cluster and the real OPA. */
export async function serveEnvironments(
  { kubeconfig, opaUrl }: PlatformDescription,
  folders: { classes: string; database: string },
) {
  const knex = openSqlite(folders.database);
  const backend = await startEnvironmentsPlugin({
    knex,
    config: {
      classes: { folders: [folders.classes] },
      clusters: [
        {
          name: 'local',
          writer: { kubeconfig: kubeconfig.writer },
          reader: { kubeconfig: kubeconfig.reader },
        },
      ],
      policy: { url: opaUrl },
      cost: { priceList: PRICES },
    },
    entities: [
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Group',
        metadata: { name: 'platform-team', namespace: 'default' },
        spec: { type: 'team', children: [] },
      },
    ],
  });
  const origin = `http://127.0.0.1:${backend.server.port()}`;
  return {
    client: new EnvironmentsClient({
      discoveryApi: { getBaseUrl: async id => `${origin}/api/${id}` },
      fetchApi: {
        fetch: (url, init) =>
          fetch(url, {
            ...init,
            headers: {
              ...init?.headers,
              Authorization: mockCredentials.user.header(),
            },
          }),
      },
    }),
    async stop() {
      await backend.stop();
      await knex.destroy();
    },
  };
}
