import { ServiceUnavailableError } from '@backstage/errors';
import {
  oidcAuthenticator,
  type OidcAuthResult,
} from '@backstage/plugin-auth-backend-module-oidc-provider';
import { createOAuthAuthenticator } from '@backstage/plugin-auth-node';
import { sendBack } from './sendBack';

type Discovered = ReturnType<typeof oidcAuthenticator.initialize>;

interface PatientContext {
  /** Where the identity provider sends people back to. */
  callbackUrl: string;
  /** A context whose provider was found. Looks again where the last look failed. */
  discovered(): Promise<Discovered>;
}

/**
 * The stock OIDC authenticator reads the provider's metadata once, when the portal starts, and keeps a failure for as long as the process lives.
 * This one looks again at the next sign-in, so that the order in which the portal and the provider start does not matter.
 *
 * While the provider cannot be reached it answers 503; whoever was to be sent there is sent back to the app, which says why.
 */
export const patientOidcAuthenticator = createOAuthAuthenticator<
  PatientContext,
  OidcAuthResult
>({
  defaultProfileTransform: oidcAuthenticator.defaultProfileTransform,
  scopes: oidcAuthenticator.scopes,

  initialize(input) {
    const metadataUrl = input.config.getString('metadataUrl');
    const look = () => {
      const context = oidcAuthenticator.initialize(input);
      // Failing is answered where it is awaited; without this the process would report an unhandled rejection first.
      context.promise.catch(() => {});
      return context;
    };
    let context = look();
    let failed = false;

    return {
      callbackUrl: input.callbackUrl,
      async discovered() {
        if (failed) {
          failed = false;
          context = look();
        }
        const awaited = context;
        try {
          await awaited.promise;
          return awaited;
        } catch (error) {
          // Several requests may wait for the same look; only the first of them marks it.
          if (awaited === context) {
            failed = true;
          }
          throw new ServiceUnavailableError(
            `Nobody can sign in now: the identity provider at ${metadataUrl} does not answer. Start it or check auth.providers.oidc.*.metadataUrl, then sign in again.`,
          );
        }
      },
    };
  },

  async start(input, ctx) {
    let discovered;
    try {
      discovered = await ctx.discovered();
    } catch (error) {
      const url = sendBack(input.state, ctx.callbackUrl, error);
      if (url) {
        return { url };
      }
      throw error;
    }
    return oidcAuthenticator.start(input, discovered);
  },

  async authenticate(input, ctx) {
    return oidcAuthenticator.authenticate(input, await ctx.discovered());
  },

  async refresh(input, ctx) {
    return oidcAuthenticator.refresh(input, await ctx.discovered());
  },

  async logout(input, ctx) {
    return oidcAuthenticator.logout?.(input, await ctx.discovered());
  },
});
