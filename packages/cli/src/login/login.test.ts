import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliAuth } from '@backstage/cli-node';
import { EXIT } from '../exitCodes';
import { InstanceStore, type LoginInstance } from './InstanceStore';
import { Login } from './Login';
import { FileSecretStore } from './SecretStore';

interface Answer {
  status: number;
  body: unknown;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString());
}

describe('a stored login', () => {
  let folder: string;
  let before: NodeJS.ProcessEnv;
  // Once for all: Backstage's CLI looks up once where its secrets are, in the environment of the process.
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cairn login-'));
    before = { ...process.env };
    process.env.XDG_CONFIG_HOME = join(folder, 'config');
    process.env.XDG_DATA_HOME = join(folder, 'data');
  });
  afterAll(() => {
    process.env = before;
    rmSync(folder, { recursive: true });
  });

  /** An authorization server whose refresh tokens work once, as Backstage's. */
  async function startServer(answer?: Answer) {
    let current = 'refresh-0';
    let count = 0;
    const server = createServer(async (request, response) => {
      const body = await bodyOf(request);
      const matches =
        typeof body === 'object' &&
        body !== null &&
        'refresh_token' in body &&
        body.refresh_token === current;
      const answered = answer ?? {
        status: matches ? 200 : 400,
        body: { error: 'invalid_grant' },
      };
      if (!answer && matches) {
        count += 1;
        current = `refresh-${count}`;
        answered.body = {
          access_token: `access-${count}`,
          token_type: 'Bearer',
          expires_in: 3600,
          refresh_token: current,
        };
      }
      response
        .writeHead(answered.status, { 'Content-Type': 'application/json' })
        .end(JSON.stringify(answered.body));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    return {
      url: `http://127.0.0.1:${port}`,
      refreshes: () => count,
      close: () => new Promise(done => server.close(done)),
    };
  }

  async function store(
    baseUrl: string,
    over: Partial<LoginInstance> = {},
  ): Promise<string> {
    const name = new URL(baseUrl).host;
    await new InstanceStore(process.env).select({
      name,
      baseUrl,
      clientId: 'client',
      issuedAt: Date.now(),
      accessTokenExpiresAt: Date.now() + 3_600_000,
      ...over,
    });
    const secrets = new FileSecretStore(process.env);
    await secrets.set(name, 'accessToken', 'access-0');
    await secrets.set(name, 'refreshToken', 'refresh-0');
    return name;
  }

  it('is one for backstage-cli too, and only its owner can read it', async () => {
    const name = await store('https://cairn.example.com');
    const auth = await CliAuth.create();
    expect(auth.getInstanceName()).toBe(name);
    expect(auth.getBaseUrl()).toBe('https://cairn.example.com');
    expect(await auth.getAccessToken()).toBe('access-0');
    const secrets = join(folder, 'data', 'backstage-cli', 'auth-secrets');
    const secret = join(
      secrets,
      encodeURIComponent(`backstage-cli:auth-instance:${name}`),
      'accessToken.secret',
    );
    const list = join(folder, 'config', 'backstage-cli', 'auth-instances.yaml');
    expect(
      [secret, list, secrets].map(path => statSync(path).mode % 0o1000),
    ).toEqual([0o600, 0o600, 0o700]);
    expect(readFileSync(list, 'utf8')).not.toContain('access-0');
  });

  it('keeps the others, and the last one is the one that is meant', async () => {
    await store('https://one.example.com');
    await store('https://two.example.com');
    const instances = new InstanceStore(process.env);
    expect((await instances.selected())?.name).toBe('two.example.com');
    await instances.remove('two.example.com');
    expect(await instances.find('one.example.com')).toBeDefined();
    expect(await instances.find('two.example.com')).toBeUndefined();
  });

  it('gives its token as long as that is good', async () => {
    await store('https://cairn.example.com');
    const login = new Login(process.env, 'https://cairn.example.com');
    expect(await login.accessToken()).toBe('access-0');
  });

  it('is renewed once, also for two at a time', async () => {
    const server = await startServer();
    const name = await store(server.url, { accessTokenExpiresAt: 0 });
    const tokens = await Promise.all(
      [1, 2].map(() => new Login(process.env, server.url).accessToken()),
    );
    expect(tokens).toEqual(['access-1', 'access-1']);
    expect(server.refreshes()).toBe(1);
    expect(
      await new FileSecretStore(process.env).get(name, 'refreshToken'),
    ).toBe('refresh-1');
    await server.close();
  });

  it('says that it has ended, and how to log in again', async () => {
    const server = await startServer({
      status: 400,
      body: { error: 'invalid_grant' },
    });
    await store(server.url, { accessTokenExpiresAt: 0 });
    await expect(
      new Login(process.env, server.url).accessToken(),
    ).rejects.toMatchObject({
      exitCode: EXIT.notLoggedIn,
      message: expect.stringMatching(
        /^Your login to .* has ended\. Run \.\/cairn login/,
      ),
    });
    await server.close();
  });

  it('is not taken for ended where the portal is in trouble', async () => {
    const server = await startServer({ status: 503, body: {} });
    await store(server.url, { accessTokenExpiresAt: 0 });
    await expect(
      new Login(process.env, server.url).accessToken(),
    ).rejects.toMatchObject({ name: 'ResponseError' });
    await server.close();
    await expect(
      new Login(process.env, server.url).accessToken(),
    ).rejects.toMatchObject({ name: 'TypeError' });
  });

  it('is not there for another portal', async () => {
    await store('https://cairn.example.com');
    await expect(
      new Login(process.env, 'https://other.example.com').accessToken(),
    ).rejects.toMatchObject({
      exitCode: EXIT.notLoggedIn,
      message:
        'You are not logged in to https://other.example.com. Run ./cairn login --portal https://other.example.com',
    });
  });

  it('does not send a token of one scheme to the other', async () => {
    await store('https://localhost:7007');
    await expect(
      new Login(process.env, 'http://localhost:7007').accessToken(),
    ).rejects.toMatchObject({ exitCode: EXIT.notLoggedIn });
  });
});
