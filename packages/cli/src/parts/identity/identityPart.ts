import { join } from 'node:path';
import type { Part, PartContext } from '../../platform/Part';
import { readJson } from '../http';
import { replaceIfChanged, secretPath } from '../stateFiles';
import {
  CLIENT_SECRET_FILES,
  GIT_CLIENT_ID,
  gitClientSecret,
  IDENTITY_CLIENT_ID,
  identityClientSecret,
} from './client';
import type { IdentitySettings } from './settings';

function settingsOf(context: PartContext): IdentitySettings {
  return {
    issuer: `http://localhost:${context.ports.identity}`,
    address: '127.0.0.1',
    port: context.ports.identity,
    portalUrl: `http://localhost:${context.ports.portal}`,
    organizationFolder: join(context.root, 'examples', 'org'),
    keysFile: secretPath(context.state, 'identity-keys.json'),
    sessionsFile: join(context.state, 'data', 'identity', 'sessions.json'),
    clients: [
      {
        id: IDENTITY_CLIENT_ID,
        name: 'Cairn',
        secretFile: secretPath(context.state, CLIENT_SECRET_FILES.portal),
        redirectUri: `http://localhost:${context.ports.portal}/api/auth/oidc/handler/frame`,
        pkce: true,
      },
      {
        id: GIT_CLIENT_ID,
        name: 'Git',
        secretFile: secretPath(context.state, CLIENT_SECRET_FILES.git),
        redirectUri: `http://localhost:${context.ports.git}/user/oauth2/larkfield/callback`,
        // Gitea does not do it.
        pkce: false,
      },
    ],
  };
}

function settingsFile(context: PartContext): string {
  return join(context.state, 'config', 'identity.json');
}

/** A real OpenID Connect provider whose sign-in page lets you be any example user. Loopback only. */
export const identityPart: Part = {
  name: 'identity',
  title: 'Identity provider',
  dependency: 'identity',
  needs: [],
  tools: [],
  ports: ['identity'],

  async prepare(context) {
    await identityClientSecret(context.state);
    await gitClientSecret(context.state);
    await replaceIfChanged(
      settingsFile(context),
      `${JSON.stringify(settingsOf(context), null, 2)}\n`,
    );
  },

  async process(context) {
    return {
      command: process.execPath,
      args: [
        '--require',
        require.resolve('@backstage/cli-node/config/nodeTransform.cjs'),
        join(__dirname, 'main.ts'),
        settingsFile(context),
      ],
      env: { NODE_ENV: 'production', NODE_NO_WARNINGS: '1' },
      cwd: context.root,
    };
  },

  async probe(context) {
    const issuer = settingsOf(context).issuer;
    await readJson(`http://127.0.0.1:${context.ports.identity}/healthz`, {
      signal: context.signal,
    });
    return { version: `OpenID Connect at ${issuer}` };
  },
};
