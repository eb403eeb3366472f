import { ResponseError } from '@backstage/errors';
import { z } from 'zod';

const metadataSchema = z.object({
  issuer: z.string().min(1),
  authorization_endpoint: z.string().min(1),
  token_endpoint: z.string().min(1),
});

const WELL_KNOWN = '/.well-known/openid-configuration';

/**
 * Reads an identity provider's OpenID metadata.
 *
 * @throws Error where it does not answer as one.
 */
export async function readIdentityProvider(
  metadataUrl: string,
  signal: AbortSignal,
): Promise<void> {
  const url = metadataUrl.includes('/.well-known/')
    ? metadataUrl
    : `${metadataUrl.replace(/\/$/, '')}${WELL_KNOWN}`;
  const response = await fetch(url, { signal });
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  const body: unknown = await response.json().catch(() => undefined);
  if (!metadataSchema.safeParse(body).success) {
    throw new Error(`What answers at ${url} is not an OpenID provider`);
  }
}
