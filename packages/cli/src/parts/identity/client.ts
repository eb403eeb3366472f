import { readOrCreateSecret } from '../stateFiles';

/** Client id of the portal at the local identity provider. */
export const IDENTITY_CLIENT_ID = 'cairn-portal';

/** File below `secrets/` that holds the portal's client secret. */
export const IDENTITY_CLIENT_SECRET_FILE = 'oidc-client-secret';

/** The portal's client secret; made when first asked for, so that the portal's configuration can be written before the provider ever ran. */
export function identityClientSecret(state: string): Promise<string> {
  return readOrCreateSecret(state, IDENTITY_CLIENT_SECRET_FILE);
}
