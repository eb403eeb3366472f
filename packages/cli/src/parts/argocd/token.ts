import { ServiceUnavailableError } from '@backstage/errors';
import { z } from 'zod';
import type { PartContext } from '../../platform/Part';
import { readJson } from '../http';
import { Kubectl } from '../Kubectl';
import { readIfThere, replaceFile, replaceIfChanged } from '../stateFiles';
import {
  ARGOCD_NAMESPACE,
  argocdAdminPasswordFile,
  argocdTokenFile,
  argocdUrl,
} from './layout';

/** Cairn's account in Argo CD (`platform/argocd/configuration.yaml`). */
const ACCOUNT = 'cairn';

const tokenSchema = z.object({ token: z.string() });
const sessionSchema = z.object({
  loggedIn: z.boolean().optional(),
  username: z.string().optional(),
});

async function isValid(context: PartContext, token: string): Promise<boolean> {
  try {
    const session = sessionSchema.parse(
      await readJson(`${argocdUrl(context)}/api/v1/session/userinfo`, {
        headers: { Authorization: `Bearer ${token}` },
        signal: context.signal,
      }),
    );
    return session.loggedIn === true && session.username === ACCOUNT;
  } catch {
    return false;
  }
}

/** The administrator's password, as Argo CD made it when it first started. */
async function adminPassword(context: PartContext): Promise<string> {
  const kubectl = await Kubectl.of(context);
  const encoded = await kubectl.run([
    'get',
    'secret',
    'argocd-initial-admin-secret',
    `--namespace=${ARGOCD_NAMESPACE}`,
    '--output=jsonpath={.data.password}',
  ]);
  return Buffer.from(encoded, 'base64').toString('utf8');
}

async function createToken(
  context: PartContext,
  password: string,
): Promise<string> {
  const api = argocdUrl(context);
  const session = tokenSchema.parse(
    await readJson(`${api}/api/v1/session`, {
      method: 'POST',
      body: { username: 'admin', password },
      signal: context.signal,
    }),
  );
  const created = tokenSchema.parse(
    await readJson(`${api}/api/v1/account/${ACCOUNT}/token`, {
      method: 'POST',
      body: { name: ACCOUNT, expiresIn: 0 },
      headers: { Authorization: `Bearer ${session.token}` },
      signal: context.signal,
    }),
  );
  return created.token;
}

/**
 * Sees to a token of Cairn's account, which may only read, in `secrets/argocd-token`; and keeps the administrator's
 * generated password in `secrets/argocd-admin-password`.
 *
 * @throws ServiceUnavailableError where Argo CD does not take the administrator's password any more.
 */
export async function ensureArgocdToken(context: PartContext): Promise<void> {
  const file = argocdTokenFile(context.state);
  const known = (await readIfThere(file))?.trim();
  if (known && (await isValid(context, known))) {
    return;
  }
  const password = await adminPassword(context);
  await replaceIfChanged(
    argocdAdminPasswordFile(context.state),
    `${password}\n`,
  );
  try {
    await replaceFile(file, `${await createToken(context, password)}\n`);
  } catch (error) {
    throw new ServiceUnavailableError(
      `Argo CD gave no token for its account "${ACCOUNT}". If its administrator's password was changed, "./cairn reset" starts afresh`,
      error,
    );
  }
}
