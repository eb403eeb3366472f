import { createHash, randomBytes } from 'node:crypto';
import { ResponseError } from '@backstage/errors';
import { z } from 'zod';
import { CommandError, EXIT } from '../exitCodes';

const TIMEOUT_MS = 30_000;

const metadataSchema = z.object({
  client_id_metadata_document_supported: z.boolean().default(false),
  registration_endpoint: z.string().optional(),
});
const clientSchema = z.object({
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
});
const tokensSchema = z.object({
  access_token: z.string().min(1),
  /** Seconds. */
  expires_in: z.number().positive(),
  refresh_token: z.string().min(1).optional(),
});
const userSchema = z.object({
  claims: z.object({
    sub: z.string(),
    ent: z.array(z.string()).default([]),
  }),
});

/** Who we are to a portal's authorization server. */
export interface OAuthClient {
  id: string;
  /** Only where we registered; a client that is an address has none. */
  secret?: string;
}

/** What an authorization code was exchanged for. */
export type Tokens = z.infer<typeof tokensSchema>;

/** Random parts of one login: the verifier proves at the end that it is still us. */
export interface Challenge {
  state: string;
  verifier: string;
}

export function newChallenge(): Challenge {
  return {
    state: randomBytes(32).toString('hex'),
    verifier: randomBytes(48).toString('base64url'),
  };
}

async function ask(url: string, init?: RequestInit): Promise<unknown> {
  const response = await fetch(url, {
    ...init,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}

function asJson(body: unknown): RequestInit {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** Speaks to the authorization server of a portal, Backstage's own (`auth-backend`). */
export class AuthorizationServer {
  readonly #base: string;

  constructor(portalUrl: string) {
    this.#base = `${portalUrl}/api/auth`;
  }

  /**
   * The client to log in with. Over HTTPS the portal's own description of its command line; on loopback, where that is
   * not accepted, one that is registered for this login.
   *
   * @throws CommandError where the portal allows neither.
   */
  async client(redirectUri: string): Promise<OAuthClient> {
    const metadata = metadataSchema.parse(
      await ask(`${this.#base}/.well-known/openid-configuration`),
    );
    const isHttps = new URL(this.#base).protocol === 'https:';
    if (!isHttps && metadata.registration_endpoint) {
      const client = clientSchema.parse(
        await ask(
          `${this.#base}/v1/register`,
          asJson({
            client_name: 'Cairn command line',
            redirect_uris: [redirectUri],
            response_types: ['code'],
            grant_types: ['authorization_code'],
            scope: 'openid offline_access',
          }),
        ),
      );
      return { id: client.client_id, secret: client.client_secret };
    }
    if (metadata.client_id_metadata_document_supported) {
      return { id: `${this.#base}/.well-known/oauth-client/cli.json` };
    }
    throw new CommandError(
      `${
        this.#base
      } lets no command line log in. Whoever runs the portal has to set auth.clientIdMetadataDocuments.enabled and auth.experimentalRefreshToken.enabled: docs/configuration.md`,
      EXIT.denied,
    );
  }

  /** The page to open in a browser. */
  authorizeUrl(
    client: OAuthClient,
    challenge: Challenge,
    redirectUri: string,
  ): string {
    const url = new URL(`${this.#base}/v1/authorize`);
    url.search = new URLSearchParams({
      client_id: client.id,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'openid offline_access',
      state: challenge.state,
      code_challenge: createHash('sha256')
        .update(challenge.verifier)
        .digest('base64url'),
      code_challenge_method: 'S256',
    }).toString();
    return url.toString();
  }

  async exchange(
    code: string,
    challenge: Challenge,
    redirectUri: string,
  ): Promise<Tokens> {
    return tokensSchema.parse(
      await ask(
        `${this.#base}/v1/token`,
        asJson({
          grant_type: 'authorization_code',
          code,
          redirect_uri: redirectUri,
          code_verifier: challenge.verifier,
        }),
      ),
    );
  }

  /** Makes a refresh token worthless. */
  async revoke(client: OAuthClient, refreshToken: string): Promise<void> {
    await ask(
      `${this.#base}/v1/revoke`,
      asJson({
        token: refreshToken,
        token_type_hint: 'refresh_token',
        client_id: client.id,
        client_secret: client.secret,
      }),
    );
  }

  /** Entity refs of whom a token speaks for: the user, and what owns things in the user's name. */
  async whoIs(accessToken: string): Promise<{ user: string; owns: string[] }> {
    const { claims } = userSchema.parse(
      await ask(`${this.#base}/v1/userinfo`, {
        headers: { Authorization: `Bearer ${accessToken}` },
      }),
    );
    return { user: claims.sub, owns: claims.ent };
  }
}
