import { decodeOAuthState, type OAuthState } from '@backstage/plugin-auth-node';

/**
 * The address of the app to send a person back to who cannot be sent to the identity provider, with the reason in it as the app reads it.
 * Absent where they did not come by a redirect, or where the address is not on the portal's own origin: it stands in the request, so
 * anybody can put anything there.
 */
export function sendBack(
  state: string,
  callbackUrl: string,
  reason: unknown,
): string | undefined {
  const { flow, redirectUrl } = decode(state);
  if (flow !== 'redirect' || !redirectUrl || !URL.canParse(redirectUrl)) {
    return undefined;
  }
  const url = new URL(redirectUrl);
  if (url.origin !== new URL(callbackUrl).origin) {
    return undefined;
  }
  url.searchParams.set(
    'error',
    reason instanceof Error ? reason.message : String(reason),
  );
  return url.toString();
}

function decode(state: string): Partial<OAuthState> {
  try {
    return decodeOAuthState(state);
  } catch {
    return {};
  }
}
