import { cp, mkdir } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import { z } from 'zod';
import type { Part, PartContext } from '../../platform/Part';
import { readJson } from '../http';
import {
  readIfThere,
  readOrCreateSecret,
  replaceFile,
  replaceIfChanged,
  secretPath,
} from '../stateFiles';
import { renderGiteaConfiguration } from './configuration';
import {
  GIT_ADMIN_USER,
  GIT_SERVICE_USER,
  giteaEnvironment,
  giteaFolders,
  gitTokenFile,
  runGitea,
} from './gitea';
import { GitHost } from './GitHost';
import { ensureSignIn, GIT_TEAM } from './signIn';

/** What Cairn does at the Git host: repositories with their webhooks, in organizations; and tell who it is. */
const TOKEN_SCOPES = 'write:organization,write:repository,read:user';

const versionSchema = z.object({ version: z.string() });

async function writeConfiguration(context: PartContext): Promise<void> {
  const folders = giteaFolders(context);
  const { username, uid } = userInfo();
  await replaceIfChanged(
    folders.configuration,
    renderGiteaConfiguration({
      user: username,
      root: uid === 0,
      port: context.ports.git,
      workFolder: folders.work,
      repositoriesFolder: folders.repositories,
      staticFolder: await context.assets('gitea'),
      secretKey: await readOrCreateSecret(context.state, 'git-secret-key'),
      internalToken: await readOrCreateSecret(
        context.state,
        'git-internal-token',
      ),
      jwtSecret: await readOrCreateSecret(context.state, 'git-jwt-secret'),
    }),
  );
}

/**
 * Gitea's module holds its style sheets as sources, but not what is made of them. Browsers read those sources as they
 * are; what is missing (Tailwind's utilities, the scripts) is ours, in `platform/gitea/custom`.
 */
async function copyStyles(context: PartContext): Promise<void> {
  const assets = join(giteaFolders(context).custom, 'public', 'assets');
  await cp(
    join(await context.assets('gitea'), 'web_src', 'css'),
    join(assets, 'css'),
    { recursive: true },
  );
  await cp(
    join(context.root, 'platform', 'gitea', 'custom'),
    giteaFolders(context).custom,
    { recursive: true },
  );
}

async function createAdministrator(context: PartContext): Promise<void> {
  const said = await runGitea(context, [
    'admin',
    'user',
    'create',
    '--username',
    GIT_ADMIN_USER,
    '--email',
    `${GIT_ADMIN_USER}@larkfield.example`,
    '--admin',
    '--random-password',
    '--random-password-length',
    '32',
    '--must-change-password=false',
  ]);
  const password = /generated random password is '(.+)'/.exec(said)?.[1];
  if (!password) {
    throw new ServiceUnavailableError(
      'Gitea made its administrator but did not say the password; "./cairn reset" starts afresh',
    );
  }
  await replaceFile(
    secretPath(context.state, 'git-admin-password'),
    `${password}\n`,
  );
}

async function userNames(context: PartContext): Promise<Set<string>> {
  const table = await runGitea(context, ['admin', 'user', 'list']);
  return new Set(
    table
      .split('\n')
      .slice(1)
      .map(line => line.trim().split(/\s+/)[1] ?? ''),
  );
}

/** Accounts are made before the server starts: two processes on one SQLite file would get in each other's way. */
async function createAccounts(context: PartContext): Promise<void> {
  if (await readIfThere(gitTokenFile(context.state))) {
    return;
  }
  context.progress('making its database and accounts');
  await runGitea(context, ['migrate']);
  const known = await userNames(context);
  if (!known.has(GIT_ADMIN_USER)) {
    await createAdministrator(context);
  }
  if (!known.has(GIT_SERVICE_USER)) {
    await runGitea(context, [
      'admin',
      'user',
      'create',
      '--username',
      GIT_SERVICE_USER,
      '--fullname',
      'Cairn',
      '--email',
      `${GIT_SERVICE_USER}@larkfield.example`,
      '--random-password',
      '--must-change-password=false',
    ]);
  }
  const token = await runGitea(context, [
    'admin',
    'user',
    'generate-access-token',
    '--username',
    GIT_SERVICE_USER,
    // Names are unique, and a token that was made but not written down cannot be read again.
    '--token-name',
    `cairn-${Date.now()}`,
    '--scopes',
    TOKEN_SCOPES,
    '--raw',
  ]);
  const value = token.trim().split('\n').pop() ?? '';
  if (!/^[0-9a-f]{40}$/.test(value)) {
    throw new ConflictError(
      'Gitea made an access token in a form that is not known; its version may have changed',
    );
  }
  await replaceFile(gitTokenFile(context.state), `${value}\n`);
}

/** Gitea, the local Git host. Loopback only; accounts are made here or not at all. */
export const gitPart: Part = {
  name: 'gitea',
  title: 'Git host',
  dependency: 'git',
  // It reads the identity provider's description once, when it starts.
  needs: ['identity'],
  tools: ['gitea'],
  ports: ['git'],

  async prepare(context) {
    await mkdir(giteaFolders(context).repositories, { recursive: true });
    await writeConfiguration(context);
    await copyStyles(context);
    await createAccounts(context);
    await ensureSignIn(context);
  },

  async process(context) {
    const folders = giteaFolders(context);
    return {
      command: await context.tool('gitea'),
      args: ['--config', folders.configuration, 'web'],
      env: giteaEnvironment(context),
      cwd: folders.work,
    };
  },

  async probe(context) {
    const answer = await readJson(
      `http://127.0.0.1:${context.ports.git}/api/v1/version`,
      { signal: context.signal },
    );
    return { version: versionSchema.parse(answer).version };
  },

  async setUp(context) {
    const host = await GitHost.of(context);
    await host.ensureOrganization({
      description: 'Larkfield, the example company',
    });
    await host.ensureTeam(GIT_TEAM);
  },
};
