import { join } from 'node:path';
import type { PartContext } from '../../platform/Part';
import { GIT_CLIENT_ID, gitClientSecret, readOrganization } from '../identity';
import { readIfThere, replaceFile } from '../stateFiles';
import { GIT_ORGANIZATION, giteaFolders, runGitea } from './gitea';

/** Team of everybody who signed in by the identity provider: may push to the organization's repositories. */
export const GIT_TEAM = 'developers';

/** Name of the identity provider in Gitea, and part of the address that people are sent back to. */
const SOURCE = 'larkfield';

async function sourceId(context: PartContext): Promise<string | undefined> {
  const table = await runGitea(context, ['admin', 'auth', 'list']);
  const row = table
    .split('\n')
    .map(line => line.trim().split(/\s+/))
    .find(([, name]) => name === SOURCE);
  return row?.[0];
}

/** Group of the example company that looks after the Git host's organization. */
const OWNERS_GROUP = 'platform-team';

/** Teams of the organization that each group's people are put into when they sign in. */
async function teamsByGroup(context: PartContext) {
  const { teams } = await readOrganization(
    join(context.root, 'examples', 'org'),
  );
  return Object.fromEntries(
    teams.map(({ id }) => [
      id,
      { [GIT_ORGANIZATION]: [id === OWNERS_GROUP ? 'Owners' : GIT_TEAM] },
    ]),
  );
}

/**
 * Lets people sign in to Gitea by the local identity provider. Told once, and again when something of it changed.
 *
 * The client's secret goes by the command line, the only way that Gitea takes it: it opens nothing that the provider's
 * page does not open to everybody on this machine.
 */
export async function ensureSignIn(context: PartContext): Promise<void> {
  const settings = [
    '--name',
    SOURCE,
    '--provider',
    'openidConnect',
    '--key',
    GIT_CLIENT_ID,
    '--secret',
    await gitClientSecret(context.state),
    '--auto-discover-url',
    `http://localhost:${context.ports.identity}/.well-known/openid-configuration`,
    '--skip-local-2fa',
    '--group-claim-name',
    'groups',
    '--group-team-map',
    JSON.stringify(await teamsByGroup(context)),
  ];
  const told = join(giteaFolders(context).work, 'sign-in.json');
  const wanted = JSON.stringify(settings);
  if ((await readIfThere(told)) === wanted) {
    return;
  }
  const id = await sourceId(context);
  await runGitea(context, [
    'admin',
    'auth',
    ...(id ? ['update-oauth', '--id', id] : ['add-oauth']),
    ...settings,
  ]);
  await replaceFile(told, wanted);
}
