import { join } from 'node:path';
import type { PartContext } from '../../platform/Part';
import { runProgram } from '../runProgram';
import { secretPath } from '../stateFiles';

/** Organization of the example company in the Git host. */
export const GIT_ORGANIZATION = 'larkfield';

/** Account in the Git host that Cairn acts as. */
export const GIT_SERVICE_USER = 'cairn';

/** Account in the Git host for a person who looks after it; its password is in `secrets/git-admin-password`. */
export const GIT_ADMIN_USER = 'cairn-admin';

/** Where Gitea keeps its things. */
export function giteaFolders(context: PartContext) {
  const work = join(context.state, 'data', 'gitea');
  return {
    work,
    custom: join(work, 'custom'),
    configuration: join(work, 'app.ini'),
    repositories: join(work, 'repositories'),
  };
}

/** Address at which people and programs see the Git host. */
export function gitUrl(context: PartContext): string {
  return `http://localhost:${context.ports.git}`;
}

/** File with the token that Cairn uses at the Git host. */
export function gitTokenFile(state: string): string {
  return secretPath(state, 'git-token');
}

/** Environment of every Gitea command and of the server. */
export function giteaEnvironment(context: PartContext): Record<string, string> {
  const folders = giteaFolders(context);
  return {
    GITEA_WORK_DIR: folders.work,
    GITEA_CUSTOM: folders.custom,
    // Git's own configuration of the user (hooks, signing, rewritten addresses) must not reach the server's.
    GIT_CONFIG_NOSYSTEM: '1',
  };
}

/** Runs a Gitea command to its end. */
export async function runGitea(
  context: PartContext,
  args: string[],
): Promise<string> {
  return runProgram({
    command: await context.tool('gitea'),
    args: ['--config', giteaFolders(context).configuration, ...args],
    env: giteaEnvironment(context),
    timeoutMs: 120_000,
    signal: context.signal,
  });
}
