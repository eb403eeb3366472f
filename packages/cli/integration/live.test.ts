import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { testPlatform } from './testPlatform';

const SERVICES = ['cart-api', 'checkout-api', 'payments-api', 'storefront-web'];

const platform = testPlatform();

const applicationSchema = z.object({
  spec: z.object({ destination: z.object({ namespace: z.string() }) }),
  status: z.object({
    sync: z.object({ status: z.string(), revision: z.string() }),
    health: z.object({ status: z.string() }),
  }),
});

const branchSchema = z.object({ commit: z.object({ id: z.string() }) });

function bearer(): Record<string, string> {
  const token = readFileSync(platform.argocd.tokenFile, 'utf8').trim();
  return { Authorization: `Bearer ${token}` };
}

function argocd(path: string, request: RequestInit = {}): Promise<Response> {
  return fetch(`${platform.argocd.url}/api/v1${path}`, {
    ...request,
    headers: { 'Content-Type': 'application/json', ...bearer() },
  });
}

function git(path: string, request: RequestInit = {}): Promise<Response> {
  return fetch(`${platform.git.url}/api/v1${path}`, request);
}

function gitToken(): Record<string, string> {
  const token = readFileSync(platform.git.tokenFile, 'utf8').trim();
  return { Authorization: `token ${token}` };
}

describe('the example company, live', () => {
  it.each(SERVICES)('has %s as its repository says', async service => {
    const application = applicationSchema.parse(
      await (await argocd(`/applications/${service}`)).json(),
    );
    const branch = branchSchema.parse(
      await (
        await git(
          `/repos/${platform.git.organization}/${service}/branches/main`,
        )
      ).json(),
    );
    expect(application).toMatchObject({
      spec: { destination: { namespace: `larkfield-${service}` } },
      status: {
        sync: { status: 'Synced', revision: branch.commit.id },
        health: { status: 'Healthy' },
      },
    });
  });
});

describe("Cairn's token at Argo CD", () => {
  it('reads applications with their differences', async () => {
    const response = await argocd('/applications/cart-api/managed-resources');
    expect(response.status).toBe(200);
  });

  it.each([
    ['POST', '/applications/cart-api/sync', {}],
    ['DELETE', '/applications/cart-api', undefined],
    [
      'POST',
      '/applications',
      {
        metadata: { name: 'another' },
        spec: {
          project: 'default',
          source: { repoURL: 'http://git.example/x.git', path: '.' },
          destination: {
            server: 'https://kubernetes.default.svc',
            namespace: 'default',
          },
        },
      },
    ],
    ['POST', '/projects', { project: { metadata: { name: 'another' } } }],
    ['POST', '/account/admin/token', {}],
    ['POST', '/repositories', { repo: 'http://git.example/x.git' }],
  ])('may not %s %s', async (method, path, body) => {
    const response = await argocd(path, {
      method,
      body: body && JSON.stringify(body),
    });
    expect(response.status).toBe(403);
  });

  it('is needed', async () => {
    const response = await fetch(`${platform.argocd.url}/api/v1/applications`);
    expect(response.status).toBe(401);
  });
});

describe("Cairn's token at the Git host", () => {
  it.each(['/admin/users', '/admin/orgs', '/notifications'])(
    'may not see %s',
    async path => {
      const response = await git(path, { headers: gitToken() });
      expect(response.status).toBe(403);
    },
  );

  it('says whose it is', async () => {
    const response = await git('/user', { headers: gitToken() });
    expect(await response.json()).toMatchObject({
      login: 'cairn',
      is_admin: false,
    });
  });
});

describe('the Git host', () => {
  it('lets nobody register', async () => {
    const response = await fetch(`${platform.git.url}/user/sign_up`);
    expect(await response.text()).toContain('Registration is disabled');
  });

  it('shows a repository with its styles', async () => {
    const page = await fetch(
      `${platform.git.url}/${platform.git.organization}/cart-api`,
    );
    const html = await page.text();
    const assets = [
      ...html.matchAll(
        /(?:href|src)="(\/assets\/[^"]+\.(?:css|js))(?:\?[^"]*)?"/g,
      ),
    ].map(match => match[1] ?? '');
    expect(assets.some(path => path.endsWith('/theme-cairn.css'))).toBe(true);
    for (const path of assets) {
      const asset = await fetch(`${platform.git.url}${path}`);
      expect({ path, status: asset.status }).toEqual({ path, status: 200 });
    }
  });
});

it('keeps every generated credential to its owner', () => {
  for (const name of [
    'argocd-admin-password',
    'argocd-token',
    'argocd-webhook',
    'git-admin-password',
    'git-internal-token',
    'git-jwt-secret',
    'git-secret-key',
    'git-token',
    'oidc-client-secret',
    'redis-password',
  ]) {
    const file = join(platform.stateDir, 'secrets', name);
    expect({ name, mode: statSync(file).mode & 0o777 }).toEqual({
      name,
      mode: 0o600,
    });
  }
});
