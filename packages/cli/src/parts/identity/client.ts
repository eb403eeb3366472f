import { readOrCreateSecret } from '../stateFiles';

/** Client id of the portal at the local identity provider. */
export const IDENTITY_CLIENT_ID = 'cairn-portal';

/** Client id of the Git host at the local identity provider. */
export const GIT_CLIENT_ID = 'cairn-git';

/** Files below `secrets/` that hold the clients' secrets. */
export const CLIENT_SECRET_FILES = {
  portal: 'oidc-client-secret',
  git: 'oidc-git-client-secret',
} as const;

/** The portal's client secret; made when first asked for, so that the portal's configuration can be written before the provider ever ran. */
export function identityClientSecret(state: string): Promise<string> {
  return readOrCreateSecret(state, CLIENT_SECRET_FILES.portal);
}

/** The Git host's client secret, in the same way. */
export function gitClientSecret(state: string): Promise<string> {
  return readOrCreateSecret(state, CLIENT_SECRET_FILES.git);
}
