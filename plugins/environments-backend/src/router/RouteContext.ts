import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { Request } from 'express';
import type { ReadOptions, WriteOptions } from '../service/Environments';

/** What routes need beside the services. */
export interface RouteContext {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
}

/** A person only: what is asked for is asked for by somebody. */
export async function asUser(
  { httpAuth }: RouteContext,
  request: Request,
): Promise<WriteOptions> {
  return {
    credentials: await httpAuth.credentials(request, { allow: ['user'] }),
  };
}

/** A person, or another plugin of this backend. */
export async function asReader(
  { httpAuth }: RouteContext,
  request: Request,
): Promise<ReadOptions> {
  return {
    credentials: await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    }),
  };
}
