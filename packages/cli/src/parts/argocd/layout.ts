import { createHash } from 'node:crypto';
import { mkdir, stat } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { ConflictError } from '@backstage/errors';
import { kubeconfigPath } from '../../cluster/layout';
import type { PartContext } from '../../platform/Part';
import { secretPath } from '../stateFiles';

/** Namespace of Argo CD's configuration, applications and projects. */
export const ARGOCD_NAMESPACE = 'argocd';

/** ServiceAccounts that Argo CD's programs sign in to the cluster as; their kubeconfig files have the same names. */
export const ARGOCD_ACCOUNTS = {
  controller: 'argocd-application-controller',
  server: 'argocd-server',
} as const;

/** File with the token that Cairn uses at Argo CD's own API. */
export function argocdTokenFile(state: string): string {
  return secretPath(state, 'argocd-token');
}

/** File with the password of Argo CD's administrator, for a person who looks for trouble. */
export function argocdAdminPasswordFile(state: string): string {
  return secretPath(state, 'argocd-admin-password');
}

/** Address of Argo CD's API. */
export function argocdUrl(context: PartContext): string {
  return `http://127.0.0.1:${context.ports.argocdServer}`;
}

/**
 * A folder for sockets and work in progress, of our own and with a short name: a socket's path may have about a hundred
 * characters, and Argo CD expects no spaces in its working folders.
 *
 * @throws ConflictError where somebody else made it before us.
 */
export async function temporaryFolder(context: PartContext): Promise<string> {
  const { uid } = userInfo();
  const name = createHash('sha256').update(context.state).digest('hex');
  const folder = join(tmpdir(), `cairn-${uid}-${name.slice(0, 12)}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const found = await stat(folder);
  if (found.uid !== uid || (found.mode & 0o077) !== 0) {
    throw new ConflictError(
      `${folder} must belong to you alone; remove it, or set TMPDIR to another folder`,
    );
  }
  return folder;
}

/** Environment of Argo CD's programs: everything they would look for in a container's fixed places is ours. */
export async function argocdEnvironment(
  context: PartContext,
  program: string,
  redisPassword: string,
): Promise<Record<string, string>> {
  const data = join(context.state, 'data', 'argocd');
  const folders = {
    HOME: join(data, 'home'),
    ARGOCD_TLS_DATA_PATH: join(data, 'tls'),
    ARGOCD_SSH_DATA_PATH: join(data, 'ssh'),
    ARGOCD_GNUPGHOME: join(data, 'gnupg'),
    ARGOCD_PLUGINSOCKFILEPATH: join(data, 'plugins'),
    ARGOCD_APP_CONF_PATH: join(data, 'configuration'),
  };
  for (const folder of Object.values(folders)) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  }
  const temporary = await temporaryFolder(context);
  return {
    ...folders,
    // One program that behaves by its name.
    ARGOCD_BINARY_NAME: program,
    ARGOCD_GPG_ENABLED: 'false',
    ARGOCD_ASK_PASS_SOCK: join(temporary, 'ask-pass.sock'),
    TMPDIR: temporary,
    REDIS_PASSWORD: redisPassword,
    // The system's Git configuration may rewrite addresses or ask for passwords.
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
  };
}

/**
 * Makes `https://kubernetes.default.svc`, the address that applications name, mean the local cluster: with the first
 * variable set Argo CD takes the second instead of what it would find in a container.
 */
export function inClusterEnvironment(
  context: PartContext,
  account: string,
): Record<string, string> {
  return {
    ARGOCD_FAKE_IN_CLUSTER: 'true',
    KUBECONFIG: kubeconfigPath(context.state, account),
  };
}
