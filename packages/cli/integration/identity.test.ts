import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { PartContext } from '../src/platform/Part';
import { portsFrom } from '../src/platform/ports';
import { identityPart, IDENTITY_CLIENT_ID } from '../src/parts/identity';

const ROOT = resolve(__dirname, '../../..');

const tokensSchema = z.object({
  access_token: z.string(),
  id_token: z.string().optional(),
  refresh_token: z.string().optional(),
  expires_in: z.number(),
});

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () =>
    createServer().listen(0, '127.0.0.1'),
  );
  await Promise.all(servers.map(server => once(server, 'listening')));
  return servers.map(server => {
    const address = server.address();
    server.close();
    return typeof address === 'object' && address ? address.port : 0;
  });
}

/** Keeps cookies of one host, as a browser would. */
class Browser {
  readonly #cookies = new Map<string, string>();

  async open(url: string, form?: Record<string, string>): Promise<Response> {
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: {
        Cookie: [...this.#cookies].map(([k, v]) => `${k}=${v}`).join('; '),
        ...(form && { Origin: new URL(url).origin }),
      },
      body: form && new URLSearchParams(form),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      if (value === '') {
        this.#cookies.delete(name);
      } else {
        this.#cookies.set(name, value);
      }
    }
    return response;
  }

  /** Follows redirects until a page, or until the address starts with `end`. */
  async follow(
    from: string,
    end: string,
    form?: Record<string, string>,
  ): Promise<{ url: string; page?: string }> {
    let url = from;
    let response = await this.open(url, form);
    for (let hops = 0; hops < 10; hops++) {
      const location = response.headers.get('location');
      if (!location) {
        return { url, page: await response.text() };
      }
      url = new URL(location, url).toString();
      if (url.startsWith(end)) {
        return { url };
      }
      response = await this.open(url);
    }
    throw new Error(`More than ten redirects, at ${url}`);
  }
}

describe('the local identity provider', () => {
  let state: string;
  let context: PartContext;
  let child: ChildProcess | undefined;
  let issuer: string;
  let callback: string;

  async function start(): Promise<void> {
    await identityPart.prepare?.(context);
    const spec = await identityPart.process?.(context);
    if (!spec) {
      throw new Error('The identity part has no process');
    }
    const started = spawn(spec.command, spec.args, {
      cwd: spec.cwd,
      env: { PATH: process.env.PATH, ...spec.env },
      stdio: 'inherit',
    });
    child = started;
    for (;;) {
      try {
        await identityPart.probe?.(context);
        return;
      } catch (error) {
        if (started.exitCode !== null) {
          throw error;
        }
        await new Promise(done => setTimeout(done, 50));
      }
    }
  }

  async function stop(): Promise<void> {
    if (child && child.exitCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  }

  function authorizeUrl(verifier: string, extra: Record<string, string> = {}) {
    const url = new URL(`${issuer}/auth`);
    url.search = new URLSearchParams({
      client_id: IDENTITY_CLIENT_ID,
      response_type: 'code',
      redirect_uri: callback,
      scope: 'openid profile email offline_access',
      state: 'a-state',
      nonce: 'a-nonce',
      prompt: 'consent',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...extra,
    }).toString();
    return url.toString();
  }

  async function token(form: Record<string, string>): Promise<Response> {
    const secret = await readFile(
      join(state, 'secrets', 'oidc-client-secret'),
      'utf8',
    );
    return fetch(`${issuer}/token`, {
      method: 'POST',
      headers: {
        Authorization: `Basic ${Buffer.from(
          `${IDENTITY_CLIENT_ID}:${secret.trim()}`,
        ).toString('base64')}`,
      },
      body: new URLSearchParams(form),
    });
  }

  async function signIn(browser: Browser, person: string) {
    const verifier = randomBytes(32).toString('base64url');
    const chooser = await browser.follow(authorizeUrl(verifier), callback);
    expect(chooser.page).toContain('Choose who you are');
    const back = await browser.follow(chooser.url, callback, { person });
    const code = new URL(back.url).searchParams.get('code');
    expect(code).toBeTruthy();
    const response = await token({
      grant_type: 'authorization_code',
      code: code ?? '',
      redirect_uri: callback,
      code_verifier: verifier,
    });
    expect(response.status).toBe(200);
    return tokensSchema.parse(await response.json());
  }

  async function userInfo(accessToken: string): Promise<unknown> {
    const response = await fetch(`${issuer}/me`, {
      headers: { Authorization: `Bearer ${accessToken}` },
    });
    expect(response.status).toBe(200);
    return response.json();
  }

  beforeAll(async () => {
    state = await mkdtemp(join(tmpdir(), 'cairn identity '));
    const [identity = 0, portal = 0] = await freePorts(2);
    context = {
      root: ROOT,
      state,
      ports: { ...portsFrom(0), identity, portal },
      tool: async name => name,
      assets: async name => name,
      log: () => {},
      progress: () => {},
      signal: new AbortController().signal,
    };
    issuer = `http://localhost:${identity}`;
    callback = `http://localhost:${portal}/api/auth/oidc/handler/frame`;
    await start();
  }, 60_000);

  afterAll(async () => {
    await stop();
    await rm(state, { recursive: true, force: true });
  });

  it('signs in whoever was chosen, with a verified email', async () => {
    const tokens = await signIn(new Browser(), 'amara.okafor');
    expect(await userInfo(tokens.access_token)).toEqual({
      sub: 'amara.okafor',
      name: 'Amara Okafor',
      preferred_username: 'amara.okafor',
      email: 'amara.okafor@larkfield.example',
      email_verified: true,
      groups: ['checkout-team'],
    });
  });

  it('finds people by what was typed, and says so when it cannot', async () => {
    const browser = new Browser();
    const chooser = await browser.follow(
      authorizeUrl(randomBytes(32).toString('base64url')),
      callback,
    );
    const nobody = await browser.open(chooser.url, { person: '<nobody>' });
    expect(nobody.status).toBe(422);
    expect(await nobody.text()).toContain(
      '“&lt;nobody&gt;” is not one person here',
    );
    const found = await browser.follow(chooser.url, callback, {
      person: 'priya.raman@larkfield.example',
    });
    expect(found.url).toContain('code=');
  });

  it('asks who to be each time, but answers prompt=none from the session', async () => {
    const browser = new Browser();
    await signIn(browser, 'priya.raman');
    const tokens = await signIn(browser, 'tomas.lindqvist');
    expect(await userInfo(tokens.access_token)).toMatchObject({
      sub: 'tomas.lindqvist',
    });
    const silent = await browser.follow(
      authorizeUrl(randomBytes(32).toString('base64url'), { prompt: 'none' }),
      callback,
    );
    expect(silent.url).toContain('code=');
    const stranger = await new Browser().follow(
      authorizeUrl(randomBytes(32).toString('base64url'), { prompt: 'none' }),
      callback,
    );
    expect(stranger.url).toContain('error=login_required');
    const again = await browser.follow(
      authorizeUrl(randomBytes(32).toString('base64url'), {
        prompt: 'select_account',
      }),
      callback,
    );
    expect(again.page).toContain('Signed in now');
  });

  it('can be cancelled', async () => {
    const browser = new Browser();
    const chooser = await browser.follow(
      authorizeUrl(randomBytes(32).toString('base64url')),
      callback,
    );
    const back = await browser.follow(`${chooser.url}/cancel`, callback, {});
    expect(back.url).toContain('error=access_denied');
  });

  it('keeps people signed in when it is started again', async () => {
    const before = await signIn(new Browser(), 'priya.raman');
    await stop();
    await start();
    expect(await userInfo(before.access_token)).toMatchObject({
      sub: 'priya.raman',
    });
    const refreshed = await token({
      grant_type: 'refresh_token',
      refresh_token: before.refresh_token ?? '',
    });
    expect(refreshed.status).toBe(200);
  });

  it('wants PKCE, the registered redirect and the secret', async () => {
    const page = async (extra: Record<string, string>) =>
      new Browser().follow(authorizeUrl('x', extra), callback);
    expect(
      (await page({ redirect_uri: 'http://localhost:1/elsewhere' })).page,
    ).toContain('You could not be signed in');
    const plain = new URL(authorizeUrl('x'));
    plain.searchParams.delete('code_challenge');
    plain.searchParams.delete('code_challenge_method');
    expect(
      (await new Browser().follow(plain.toString(), callback)).url,
    ).toContain('error=invalid_request');
    const wrong = await fetch(`${issuer}/token`, {
      method: 'POST',
      headers: {
        Authorization: `Basic ${btoa(`${IDENTITY_CLIENT_ID}:wrong`)}`,
      },
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: 'x',
      }),
    });
    expect(wrong.status).toBe(401);
  });

  it('refuses a form of another site', async () => {
    const browser = new Browser();
    const chooser = await browser.follow(
      authorizeUrl(randomBytes(32).toString('base64url')),
      callback,
    );
    const response = await fetch(chooser.url, {
      method: 'POST',
      headers: { Origin: 'http://elsewhere.example' },
      body: new URLSearchParams({ person: 'priya.raman' }),
    });
    expect(response.status).toBe(403);
  });

  it('refuses a form that no page of it would send', async () => {
    const browser = new Browser();
    const chooser = await browser.follow(
      authorizeUrl(randomBytes(32).toString('base64url')),
      callback,
    );
    const answer = await browser.open(chooser.url, {
      person: 'a'.repeat(5000),
    });
    expect(answer.status).toBe(413);
    expect(await answer.text()).toContain('form_too_large');
  });

  it.each(['//', '//[', '//@:', 'http://[', '*', '/interaction/%'])(
    'answers %s as the mistake that it is',
    async path => {
      const status = await new Promise(done => {
        request(issuer, { path }, response => {
          response.resume();
          done(response.statusCode);
        }).end();
      });
      expect([400, 404]).toContain(status);
    },
  );

  it('keeps its credentials to their owner', async () => {
    for (const file of [
      'secrets/oidc-client-secret',
      'secrets/identity-keys.json',
      'data/identity/sessions.json',
    ]) {
      expect((await stat(join(state, file))).mode & 0o777).toBe(0o600);
    }
  });
});
