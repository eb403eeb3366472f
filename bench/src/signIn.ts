import { z } from 'zod';

/** Keeps cookies as a browser would, for the portal and its identity provider. */
class CookieJar {
  readonly #cookies = new Map<string, Map<string, string>>();

  async open(url: string, form?: Record<string, string>): Promise<Response> {
    const { host, origin } = new URL(url);
    const cookies = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, cookies);
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: {
        Cookie: [...cookies]
          .map(([name, value]) => `${name}=${value}`)
          .join('; '),
        'X-Requested-With': 'XMLHttpRequest',
        ...(form && { Origin: origin }),
      },
      body: form && new URLSearchParams(form),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      if (value === '') {
        cookies.delete(name);
      } else {
        cookies.set(name, value);
      }
    }
    return response;
  }

  /** Follows redirects to a page. */
  async follow(from: string, form?: Record<string, string>): Promise<string> {
    let url = from;
    let response = await this.open(url, form);
    for (let hops = 0; hops < 15; hops++) {
      const location = response.headers.get('location');
      await response.arrayBuffer();
      if (!location) {
        return url;
      }
      url = new URL(location, url).toString();
      response = await this.open(url);
    }
    throw new Error(`More than fifteen redirects, at ${url}`);
  }
}

const sessionSchema = z.object({
  backstageIdentity: z.object({ token: z.string() }),
});

/**
 * Signs in to a local platform's portal as the app does, without a browser.
 *
 * @param user - Name of an example user, for example `amara.okafor`.
 * @returns A token of the portal, good for an hour.
 */
export async function signIn(portalUrl: string, user: string): Promise<string> {
  const jar = new CookieJar();
  const chooser = await jar.follow(
    `${portalUrl}/api/auth/oidc/start?scope=openid%20profile%20email%20offline_access&env=local&origin=${encodeURIComponent(
      portalUrl,
    )}&flow=popup`,
  );
  await jar.follow(chooser, { person: user });
  const response = await jar.open(
    `${portalUrl}/api/auth/oidc/refresh?optional&env=local`,
  );
  const { backstageIdentity } = sessionSchema.parse(await response.json());
  return backstageIdentity.token;
}

const approvalSchema = z.object({ redirectUrl: z.string() });

/**
 * Says yes to a login of the command line, as its page does.
 *
 * @param authorizeUrl - What `./cairn login --no-browser` printed.
 */
export async function approveLogin(
  portalUrl: string,
  authorizeUrl: string,
  token: string,
): Promise<void> {
  const asked = await fetch(authorizeUrl, { redirect: 'manual' });
  const session = asked.headers.get('location')?.split('/').at(-1);
  const approved = await fetch(
    `${portalUrl}/api/auth/v1/sessions/${session}/approve`,
    { method: 'POST', headers: { Authorization: `Bearer ${token}` } },
  );
  const { redirectUrl } = approvalSchema.parse(await approved.json());
  await fetch(redirectUrl);
}
