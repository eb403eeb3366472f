import { z } from 'zod';

const identitySchema = z.object({
  backstageIdentity: z.object({ token: z.string() }),
});

/** Keeps cookies of each host, as a browser would. */
class Browser {
  readonly #cookies = new Map<string, Map<string, string>>();

  async open(url: string, form?: Record<string, string>): Promise<Response> {
    const { host, origin } = new URL(url);
    const cookies = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, cookies);
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: {
        Cookie: [...cookies].map(([k, v]) => `${k}=${v}`).join('; '),
        'x-requested-with': 'XMLHttpRequest',
        ...(form && { Origin: origin }),
      },
      body: form && new URLSearchParams(form),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      cookies.set(name, value);
    }
    return response;
  }

  /** Follows redirects until a page. */
  async follow(from: string, form?: Record<string, string>) {
    let url = from;
    let response = await this.open(url, form);
    for (let hops = 0; hops < 12; hops += 1) {
      const location = response.headers.get('location');
      if (!location) {
        return { url, page: await response.text() };
      }
      url = new URL(location, url).toString();
      response = await this.open(url);
    }
    throw new Error(`Too many redirects, at ${url}`);
  }
}

/** The portal's REST interface, as somebody of the example company. */
export class Portal {
  readonly #url: string;
  readonly #token: string;

  /** @param person - for example `amara.okafor` */
  static async signIn(url: string, person: string): Promise<Portal> {
    const browser = new Browser();
    const chooser = await browser.follow(
      `${url}/api/auth/oidc/start?env=local&scope=openid%20profile%20email%20offline_access&flow=popup`,
    );
    const action = /<form[^>]*action="([^"]+)"/.exec(chooser.page)?.[1];
    await browser.follow(
      action
        ? new URL(action.replaceAll('&amp;', '&'), chooser.url).toString()
        : chooser.url,
      { person },
    );
    const refreshed = await browser.open(
      `${url}/api/auth/oidc/refresh?optional&env=local`,
    );
    const { backstageIdentity } = identitySchema.parse(await refreshed.json());
    return new Portal(url, backstageIdentity.token);
  }

  private constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  async get(path: string): Promise<{ status: number; body: unknown }> {
    return this.#call('GET', path);
  }

  async post(
    path: string,
    body: object,
  ): Promise<{ status: number; body: unknown }> {
    return this.#call('POST', path, JSON.stringify(body));
  }

  async #call(method: string, path: string, body?: string) {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        'content-type': 'application/json',
      },
      body,
    });
    const text = await response.text();
    const answer: unknown = text ? JSON.parse(text) : undefined;
    return { status: response.status, body: answer };
  }
}
