import { CommandError, EXIT } from '../exitCodes';
import { AuthorizationServer, newChallenge } from '../login/authorization';
import { CallbackServer } from '../login/CallbackServer';
import { InstanceStore } from '../login/InstanceStore';
import { instanceNameOf } from '../login/Login';
import { openBrowser } from '../login/openBrowser';
import { openSecretStore } from '../login/SecretStore';
import { plain } from '../output/plain';
import type { PortalContext } from '../portal/PortalContext';

/** How long somebody may take in the browser, in milliseconds. */
const PATIENCE_MS = 10 * 60_000;

/** Ends the wait for the browser. */
function patience(): { over: Promise<never>; stop: () => void } {
  let stop = () => {};
  const over = new Promise<never>((_, reject) => {
    const timer = setTimeout(
      () =>
        reject(
          new CommandError(
            'Nobody came back from the browser within ten minutes. Run ./cairn login again.',
            EXIT.failed,
          ),
        ),
      PATIENCE_MS,
    );
    stop = () => clearTimeout(timer);
  });
  return { over, stop };
}

/** Logs in with a browser, and keeps the login where `backstage-cli` finds it too. */
export async function login(
  { portal, output, env }: PortalContext,
  options: { browser: boolean },
): Promise<void> {
  const server = new AuthorizationServer(portal.url);
  const challenge = newChallenge();
  const callback = await CallbackServer.start(challenge.state);
  const { over, stop } = patience();
  try {
    const { redirectUri } = callback;
    const client = await portal.reach(() => server.client(redirectUri));
    const url = server.authorizeUrl(client, challenge, redirectUri);
    const opened = options.browser && (await openBrowser(url));
    output.lines(
      opened
        ? 'Your browser opens; say yes there. If it does not, open this page:'
        : 'Open this page in a browser on this machine and say yes there:',
      url,
    );
    const code = await Promise.race([callback.code, over]);
    const tokens = await portal.reach(() =>
      server.exchange(code, challenge, redirectUri),
    );
    const { user } = await portal.reach(() =>
      server.whoIs(tokens.access_token),
    );
    const name = instanceNameOf(portal.url);
    const secrets = openSecretStore(env);
    await secrets.set(name, 'accessToken', tokens.access_token);
    for (const [secret, value] of [
      ['refreshToken', tokens.refresh_token],
      ['clientSecret', client.secret],
    ] as const) {
      await (value
        ? secrets.set(name, secret, value)
        : secrets.delete(name, secret));
    }
    await new InstanceStore(env).select({
      name,
      baseUrl: portal.url,
      clientId: client.id,
      issuedAt: Date.now(),
      accessTokenExpiresAt: Date.now() + tokens.expires_in * 1000,
    });
    output.lines(`You are logged in to ${portal.url} as ${plain(user)}.`);
    if (!tokens.refresh_token) {
      output.note(
        'The portal gives no refresh tokens, so this ends within an hour. Whoever runs it can set auth.experimentalRefreshToken.enabled.',
      );
    }
  } finally {
    stop();
    await callback.close();
  }
}

/** Ends a login here and at the portal. */
export async function logout({
  portal,
  output,
  env,
}: PortalContext): Promise<void> {
  const instances = new InstanceStore(env);
  const secrets = openSecretStore(env);
  const name = instanceNameOf(portal.url);
  const instance = await instances.find(name);
  if (!instance) {
    output.lines(`You were not logged in to ${portal.url}.`);
    return;
  }
  const refreshToken = await secrets.get(name, 'refreshToken');
  const secret = await secrets.get(name, 'clientSecret');
  await instances.remove(name);
  for (const each of ['accessToken', 'refreshToken', 'clientSecret'] as const) {
    await secrets.delete(name, each);
  }
  if (refreshToken) {
    try {
      await new AuthorizationServer(portal.url).revoke(
        { id: instance.clientId, secret },
        refreshToken,
      );
    } catch {
      output.note(
        `${portal.url} could not be told; what was stored here is deleted, and the login ends there by itself.`,
      );
    }
  }
  output.lines(`You are logged out of ${portal.url}.`);
}

/** In whose name commands ask. */
export async function whoami({
  portal,
  output,
  format,
}: PortalContext): Promise<void> {
  const token = await portal.accessToken();
  const { user, owns } = await portal.reach(() =>
    new AuthorizationServer(portal.url).whoIs(token),
  );
  if (format !== 'table') {
    output.data(format, { portal: portal.url, user, ownership: owns });
    return;
  }
  const groups = owns.filter(ref => ref !== user).map(plain);
  output.lines(
    `${output.style('strong', plain(user))} at ${portal.url}`,
    groups.length > 0
      ? `Owns what these own: ${groups.join(', ')}`
      : 'Is in no group, so owns nothing through one.',
  );
}
