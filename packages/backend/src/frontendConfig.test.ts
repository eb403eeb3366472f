import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadConfigSchema } from '@backstage/config-loader';
import type { JsonObject } from '@backstage/types';
import { parse } from 'yaml';
import golden from './frontendConfig.golden.json';

const root = resolve(__dirname, '../../..');

/** What only the generated file of a local platform, or a production's environment, adds. Every value that must stay here says so. */
const generated: JsonObject = {
  backend: {
    auth: {
      externalAccess: [
        { type: 'static', options: { token: 'CANARY', subject: 'CANARY' } },
      ],
    },
    database: {
      client: 'pg',
      connection: { user: 'CANARY', password: 'CANARY', host: 'CANARY' },
    },
    cache: { store: 'redis', connection: 'redis://CANARY@localhost' },
  },
  auth: {
    environment: 'local',
    session: { secret: 'CANARY' },
    providers: {
      oidc: {
        local: {
          metadataUrl: 'http://localhost:7008/CANARY',
          clientId: 'CANARY',
          clientSecret: 'CANARY',
          signIn: {
            resolvers: [{ resolver: 'emailMatchingUserEntityProfileEmail' }],
          },
        },
      },
    },
  },
  integrations: {
    gitea: [{ host: 'localhost:7009', username: 'CANARY', password: 'CANARY' }],
  },
  cairn: {
    local: true,
    permission: { platformGroup: 'group:default/CANARY' },
    clusters: [
      {
        name: 'local',
        title: 'Local cluster',
        simulated: true,
        writer: { kubeconfig: '/CANARY/writer.yaml' },
        reader: { kubeconfig: '/CANARY/reader.yaml' },
      },
    ],
    policy: { url: 'http://127.0.0.1:7010/CANARY', tokenFile: '/CANARY' },
    argocd: {
      instances: [
        {
          name: 'local',
          cluster: 'local',
          namespace: 'argocd',
          url: 'http://127.0.0.1:7017/CANARY',
          tokenFile: '/CANARY',
        },
      ],
    },
    classes: { folders: ['/CANARY/classes'] },
    git: {
      url: 'http://localhost:7009',
      organization: 'larkfield',
      tokenFile: '/CANARY',
    },
    localPlatform: { statusFile: '/CANARY/run/status.json' },
  },
};

/** How pages are put together is for the browser anyway, and changes often. */
function withoutExtensions(data: JsonObject): JsonObject {
  const { app, ...rest } = data;
  if (typeof app !== 'object' || Array.isArray(app) || !app) {
    return data;
  }
  const { extensions: _, ...others } = app;
  return { app: others, ...rest };
}

describe('the configuration that reaches the browser', () => {
  it('is this and nothing else', async () => {
    const schema = await loadConfigSchema({
      dependencies: ['app'],
      packagePaths: [join(root, 'packages/app/package.json')],
    });
    const committed: JsonObject = parse(
      readFileSync(join(root, 'app-config.yaml'), 'utf8'),
    );

    const visible = schema.process(
      [
        { context: 'app-config.yaml', data: committed },
        { context: 'generated', data: generated },
      ],
      { visibility: ['frontend'], ignoreSchemaErrors: true },
    );

    expect(JSON.stringify(visible)).not.toContain('CANARY');
    expect(visible.map(({ data }) => withoutExtensions(data))).toEqual(golden);
  }, 60_000);
});
