import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { parse, stringify } from 'yaml';
import { CommandLine, type Outcome } from './CommandLine';
import { testPlatform } from './testPlatform';

const BACKSTAGE_CLI = join(
  dirname(require.resolve('@backstage/cli-module-auth/package.json')),
  'bin/backstage-cli-module-auth',
);
/** Another one each time: a name that is free again still shows what had it last. */
const NAME = `cli-${Date.now().toString(36)}`;

describe('the command line on a real portal', () => {
  const { portalUrl } = testPlatform();
  const amara = new CommandLine(portalUrl);
  const stranger = new CommandLine(portalUrl);
  let loggedIn: Outcome;

  beforeAll(async () => {
    loggedIn = await amara.logIn('Amara Okafor', 'Authorize');
  }, 180_000);

  afterAll(async () => {
    await amara.run('env', 'destroy', NAME, '--yes');
    amara.remove();
    stranger.remove();
  });

  const instancesFile = (of: CommandLine) =>
    join(of.home, '.config', 'backstage-cli', 'auth-instances.yaml');

  /** Lets the access token look old, so that it is renewed. */
  function expire(of: CommandLine) {
    const path = instancesFile(of);
    const stored = parse(readFileSync(path, 'utf8'));
    stored.instances[0].accessTokenExpiresAt = 0;
    writeFileSync(path, stringify(stored));
  }

  it('logs in through the browser, and shows no token', () => {
    expect(loggedIn.err).toBe('');
    expect(loggedIn.out).toContain(
      `You are logged in to ${portalUrl} as user:default/amara.okafor.`,
    );
    expect(loggedIn.out).not.toMatch(/eyJ/);
    expect(loggedIn.code).toBe(0);
  });

  it('says who one is, and that nobody is', async () => {
    expect(await amara.json('whoami')).toEqual({
      portal: portalUrl,
      user: 'user:default/amara.okafor',
      ownership: expect.arrayContaining(['group:default/checkout-team']),
    });
    const { code, out, err } = await stranger.run('env', 'list');
    expect([code, out, err]).toEqual([
      7,
      '',
      `You are not logged in to ${portalUrl}. Run ./cairn login --portal ${portalUrl}\n`,
    ]);
  });

  it('takes a no in the browser for a no', async () => {
    const { code, err } = await stranger.logIn('Priya Raman', 'Cancel');
    expect(err).toContain('You did not allow the login');
    expect(code).toBe(8);
    expect((await stranger.run('whoami')).code).toBe(7);
  }, 180_000);

  it('shares the login with backstage-cli, and renews it', async () => {
    expire(amara);
    const both = await Promise.all([amara.run('whoami'), amara.run('whoami')]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [BACKSTAGE_CLI, 'auth', 'show'],
      { env: { ...process.env, HOME: amara.home } },
    );
    expect(stdout).toContain('user:default/amara.okafor');
  });

  it('lists and shows classes', async () => {
    const { items } = await amara.json('class', 'list');
    expect(items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          name: 'sandbox',
          version: expect.any(String),
        }),
      ]),
    );
    const { out } = await amara.run('class', 'show', 'sandbox');
    expect(out).toMatch(/^size +small \| medium \| large/m);
  });

  it('plans, applies, shows and destroys an environment', async () => {
    const plan = await amara.json(
      ...['env', 'plan', 'sandbox', NAME],
      ...['--set', 'size=small', '--owner', 'checkout-team'],
    );
    expect(plan).toMatchObject({
      action: 'create',
      digest: expect.stringMatching(/^sha256:/),
      blockers: [],
    });
    const digest = String(plan.digest);

    const unasked = await amara.run('env', 'apply', digest);
    expect(unasked.code).toBe(2);
    expect(unasked.out).toContain('Nothing was written.');
    expect(unasked.err).toContain('Give --yes to agree');
    expect((await amara.run('env', 'show', NAME)).code).toBe(9);

    const applied = await amara.run('env', 'apply', digest, '--yes');
    expect(applied.out).toContain(`✔ create Namespace/env-${NAME}`);
    expect(applied.out).toContain(`${portalUrl}/environments/${NAME}`);
    expect(applied.code).toBe(0);

    const taken = await amara.run(
      ...['env', 'plan', 'sandbox', NAME, '--owner', 'checkout-team'],
    );
    expect(taken.code).toBe(10);
    expect(`${taken.out}${taken.err}`).toContain(NAME);

    expect(await amara.json('env', 'show', NAME)).toMatchObject({
      name: NAME,
      owner: 'group:default/checkout-team',
      resources: expect.arrayContaining([
        expect.objectContaining({ status: expect.any(String) }),
      ]),
    });
    const listed = await amara.run('env', 'list', '--search', NAME);
    expect(listed.out).toMatch(/^NAME +STATE +CLASS/);
    expect(listed.out).toContain(NAME);

    const gone = await amara.run('env', 'destroy', NAME, '--yes');
    expect(gone.out).toContain(`${NAME} is gone`);
    expect(gone.code).toBe(0);
    expect(await amara.json('env', 'list', '--search', NAME)).toMatchObject({
      items: [],
      total: 0,
    });
  });

  it('says which rule denies a plan, on what, why, and what would pass', async () => {
    const { code, out } = await amara.run(
      ...['env', 'plan', 'container', 'cli-denied'],
      ...[
        '--set',
        'image=docker.io/library/nginx:1',
        '--owner',
        'checkout-team',
      ],
    );
    expect(code).toBe(8);
    expect(out).toMatch(/denied .*\(images\.from-allowed-registry\)/);
    expect(out).toMatch(/on +Deployment\/cli-denied/);
    expect(out).toMatch(/why +.*docker\.io/);
    expect(out).toMatch(/fix +Use an image from/);
    expect(out).toContain('Cannot be applied: Policy denies it.');
  });

  it.each([
    [8, ['env', 'plan', 'sandbox', 'not-ours', '--owner', 'payments-team']],
    [9, ['env', 'show', 'no-such-environment']],
    [9, ['health', 'no-such-service']],
    [9, ['cost', 'no-such-service']],
    [9, ['open', 'no-such-service', '--print']],
    [2, ['env', 'plan', 'sandbox', 'Bad_Name', '--owner', 'checkout-team']],
    [2, ['env', 'list', '--output', 'xml']],
    [2, ['env', 'list', '--portal', 'http://cairn.example.com']],
  ])('ends with %d for %j', async (expected, args) => {
    const { code, out, err } = await amara.run(...args);
    expect(err).not.toBe('');
    expect(err).not.toMatch(/\n +at /);
    expect(out).toBe('');
    expect(code).toBe(expected);
  });

  it('shows health and cost of services', async () => {
    const health = await amara.json('health', 'cart-api');
    expect(health).toMatchObject({
      entityRef: 'component:default/cart-api',
      verdict: { status: expect.any(String), message: expect.any(String) },
    });
    const mine = await amara.run('health');
    expect(mine.out).toMatch(/^cart-api +. \w+/m);
    const cost = await amara.json('cost', 'cart-api');
    expect(cost).toMatchObject({
      entityRef: 'component:default/cart-api',
      currency: expect.any(String),
      monthToDateMicros: expect.any(Number),
    });
    expect((await amara.run('cost')).out).toMatch(/^SERVICE +THIS MONTH/);
  });

  it('shows what a golden path would make, and makes nothing', async () => {
    const { code, out } = await amara.run(
      ...['new', 'node-service', '--plan-only', '--name', 'cli-planned'],
      ...['--owner', 'checkout-team'],
      ...['--description', 'Something that is only planned'],
    );
    expect(out).toMatch(/\+ repository cli-planned with \d+ files/);
    expect(out).toContain('Nothing was written.');
    expect(code).toBe(0);
    const missing = await amara.run('new', 'node-service');
    expect(missing.code).toBe(2);
    expect(missing.err).toContain('Give --name, --owner, --description.');
  });

  it('prints the pages of things', async () => {
    const { out } = await amara.run('open', 'cart-api', '--print');
    expect(out).toBe(`${portalUrl}/catalog/default/component/cart-api\n`);
  });

  it('says so where the portal is away', async () => {
    const path = instancesFile(amara);
    const before = readFileSync(path, 'utf8');
    const away = 'http://127.0.0.1:9';
    const stored = parse(before);
    stored.instances.push({
      ...stored.instances[0],
      name: '127.0.0.1:9',
      baseUrl: away,
    });
    writeFileSync(path, stringify(stored));
    const secrets = join(
      amara.home,
      '.local/share/backstage-cli/auth-secrets',
      encodeURIComponent('backstage-cli:auth-instance:127.0.0.1:9'),
    );
    await promisify(execFile)('mkdir', ['-p', secrets]);
    writeFileSync(join(secrets, 'accessToken.secret'), 'x', { mode: 0o600 });
    const { code, err } = await amara.run('env', 'list', '--portal', away);
    writeFileSync(path, before);
    expect(err).toContain(`The portal at ${away} cannot be reached`);
    expect(code).toBe(3);
  });

  it('ends a login for good', async () => {
    const { code } = await stranger.logIn('Priya Raman', 'Authorize');
    expect(code).toBe(0);
    const path = instancesFile(stranger);
    const stored = readFileSync(path, 'utf8');
    const secrets = join(
      stranger.home,
      '.local/share/backstage-cli/auth-secrets',
      encodeURIComponent(
        `backstage-cli:auth-instance:${new URL(portalUrl).host}`,
      ),
    );
    const refresh = readFileSync(join(secrets, 'refreshToken.secret'), 'utf8');
    expect((await stranger.run('logout')).out).toBe(
      `You are logged out of ${portalUrl}.\n`,
    );
    expect((await stranger.run('whoami')).code).toBe(7);
    // Whoever copied the login before has nothing of it.
    writeFileSync(path, stored);
    writeFileSync(join(secrets, 'refreshToken.secret'), refresh);
    expire(stranger);
    const { code: after, err } = await stranger.run('whoami');
    expect(err).toContain('has ended');
    expect(after).toBe(7);
  }, 180_000);
});
