import { isError } from '@backstage/errors';
import type { PlatformDependency } from '@cairn/plugin-platform-node';
import { z } from 'zod';
import { ArgoCdApi } from './clients/ArgoCdApi';
import type { ArgoCdInstance } from './config';

/** An Argo CD as something that the portal needs. */
export function argoCdDependency(
  instance: ArgoCdInstance,
  isOnly: boolean,
): PlatformDependency {
  const api = new ArgoCdApi(instance);
  return {
    id: `argocd:${instance.name}`,
    title: isOnly ? 'Argo CD' : `Argo CD ${instance.name}`,
    description: 'Deploys services from their repositories',
    neededFor: ['Environments that run a service', 'State of deployments'],
    async probe({ signal }) {
      const token = await api.token();
      if (!token) {
        return {
          state: 'starting',
          reason: `Its token is not there yet: ${instance.tokenFile} is written once Argo CD is ready`,
        };
      }
      try {
        const version = await api.version({ signal });
        return (await api.isSignedIn({ token, signal }))
          ? { state: 'ok', version }
          : {
              state: 'degraded',
              version,
              reason: `It does not accept the token in ${instance.tokenFile}; make a new one`,
            };
      } catch (error) {
        throw new Error(whyNot(error, instance), { cause: error });
      }
    },
  };
}

function whyNot(error: unknown, { url }: ArgoCdInstance): string {
  if (error instanceof z.ZodError || error instanceof SyntaxError) {
    return `What answers at ${url} is not Argo CD`;
  }
  const cause = isError(error) && isError(error.cause) ? error.cause : error;
  if (isError(cause) && cause.code === 'ECONNREFUSED') {
    return `Nothing listens at ${url}; Argo CD is stopped or still starting`;
  }
  return `Argo CD gave no answer at ${url}: ${
    isError(cause) ? cause.message : String(cause)
  }`;
}
