import Provider, { interactionPolicy } from 'oidc-provider';
import type { IdentityKeys } from './keys';
import type { Organization, Person } from './organization';
import { renderErrorPage } from './pages';
import type { SessionStore } from './SessionStore';
import type { IdentitySettings } from './settings';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What the provider is made of. */
export interface ProviderOptions {
  settings: IdentitySettings;
  keys: IdentityKeys;
  /** Secrets of the clients, by id. */
  clientSecrets: ReadonlyMap<string, string>;
  sessions: SessionStore;
  /** Read again each time, so that a change of the example company shows at once. */
  organization(): Promise<Organization>;
}

/** Claims of a person, by the names that OpenID Connect gives them. */
export function claimsOf(person: Person) {
  return {
    sub: person.id,
    name: person.name,
    preferred_username: person.id,
    email: person.email,
    email_verified: true,
    groups: person.groups,
  };
}

/**
 * Everyone is asked who to be each time that a page is shown at all: choosing is what this provider is for.
 * (`prompt=none` shows none, and so answers from the session.) Consent is asked for by the portal to get a refresh
 * token; it is given without a page, because portal and provider belong to one platform.
 */
function policy() {
  const prompts = interactionPolicy.base();
  prompts.add(
    new interactionPolicy.Prompt({ name: 'select_account', requestable: true }),
    0,
  );
  prompts.get('login')?.checks.add(
    new interactionPolicy.Check(
      'choose_each_time',
      'Nobody was chosen yet for this sign-in',
      context => {
        const { prompts: asked, result } = context.oidc;
        return !asked.has('none') && !result?.login;
      },
    ),
  );
  return prompts;
}

/** Makes the OpenID Connect provider: confidential clients, authorization code, refresh tokens. */
export function createProvider(options: ProviderOptions): Provider {
  const { settings, keys, clientSecrets, sessions, organization } = options;
  const withPkce = new Set(
    settings.clients.filter(({ pkce }) => pkce).map(({ id }) => id),
  );
  const provider = new Provider(settings.issuer, {
    adapter: name => sessions.adapter(name),
    clients: settings.clients.map(client => ({
      client_id: client.id,
      client_name: client.name,
      client_secret: clientSecrets.get(client.id),
      redirect_uris: [client.redirectUri],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_basic',
    })),
    jwks: { keys: keys.signing },
    cookies: {
      keys: keys.cookies,
      // Cookies ignore ports, and the portal is on the same host.
      names: {
        interaction: 'cairn_identity_interaction',
        resume: 'cairn_identity_resume',
        session: 'cairn_identity_session',
      },
    },
    scopes: ['openid', 'offline_access', 'profile', 'email', 'groups'],
    claims: {
      openid: ['sub'],
      profile: ['name', 'preferred_username', 'groups'],
      email: ['email', 'email_verified'],
      groups: ['groups'],
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      revocation: { enabled: true },
    },
    responseTypes: ['code'],
    pkce: { required: (_context, client) => withPkce.has(client.clientId) },
    interactions: {
      policy: policy(),
      url: (_context, interaction) => `/interaction/${interaction.uid}`,
    },
    async findAccount(_context, id) {
      const { people } = await organization();
      const person = people.find(candidate => candidate.id === id);
      return person && { accountId: person.id, claims: () => claimsOf(person) };
    },
    async issueRefreshToken(_context, client, code) {
      return (
        client.grantTypeAllowed('refresh_token') &&
        code.scopes.has('offline_access')
      );
    },
    // Two tabs that refresh at once would revoke each other's token, and the client keeps a secret anyway.
    rotateRefreshToken: false,
    clientBasedCORS: () => false,
    renderError(context, out) {
      context.type = 'html';
      context.body = renderErrorPage({
        title: 'You could not be signed in',
        reason: out.error_description ?? out.error,
        code: out.error,
        portalUrl: settings.portalUrl,
      });
    },
    ttl: {
      AccessToken: HOUR,
      AuthorizationCode: MINUTE,
      IdToken: HOUR,
      Interaction: HOUR,
      Session: 30 * DAY,
      Grant: 30 * DAY,
      RefreshToken: 30 * DAY,
    },
  });
  provider.on('server_error', (_context, error) => {
    process.stderr.write(`${error.stack ?? String(error)}\n`);
  });
  return provider;
}
