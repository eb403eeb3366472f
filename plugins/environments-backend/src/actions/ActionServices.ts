import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { EnvironmentServices } from '../router/EnvironmentServices';
import type { WriteOptions } from '../service/Environments';

/** What the plugin's actions work with. Each service is behind its authorizing decorator. */
export interface ActionServices {
  auth: AuthService;
  services: EnvironmentServices;
  /** Address of the portal, without a trailing slash. */
  portalUrl: string;
}

/** An action is always somebody's: a program without a person behind it reads and asks for nothing. */
export function personBehind(
  auth: AuthService,
  credentials: BackstageCredentials,
): WriteOptions {
  if (!auth.isPrincipal(credentials, 'user')) {
    throw new NotAllowedError(
      'Environments are read and asked for in the name of a person; this call has none behind it',
    );
  }
  return { credentials };
}
