import { readFile } from 'node:fs/promises';
import { deployment, Fixture } from './fixture';
import { testPlatform } from './platform';

jest.setTimeout(60_000);

describe('the token for Argo CD’s own API', () => {
  const { url, tokenFile } = testPlatform().argocd;
  let fixture: Fixture;

  beforeAll(async () => {
    fixture = await Fixture.start();
    fixture.git.commit({
      'base/deployment.yaml': deployment('registry.example/web:1'),
    });
  });
  afterEach(() => fixture.clean());
  afterAll(() => fixture.stop());

  async function ask(method: string, path: string, body?: object) {
    const token = (await readFile(tokenFile, 'utf8')).trim();
    const response = await fetch(`${url}/api/v1/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    await response.arrayBuffer();
    return response.status;
  }

  it('reads applications and can change nothing', async () => {
    const context = await fixture.environment();
    const [project, { ref }] = await fixture.deploy(context);
    const application = `applications/${ref.name}`;
    expect(await ask('GET', application)).toBe(200);
    expect(await ask('GET', `${application}/resource-tree`)).toBe(200);

    for (const [method, path, body] of [
      ['POST', `${application}/sync`, { prune: true }],
      ['POST', `${application}/rollback`, { id: 0 }],
      ['DELETE', application],
      ['DELETE', `${application}/operation`],
      ['PATCH', application, { patch: '{}', patchType: 'merge' }],
      ['POST', 'projects', { project: { metadata: { name: 'mine' } } }],
      ['GET', `projects/${project.ref.name}`],
      ['DELETE', `projects/${project.ref.name}`],
      ['POST', 'clusters', { server: 'https://evil.example' }],
      ['POST', 'repositories', { repo: 'https://evil.example/x' }],
      ['POST', 'account/admin/token', { name: 'another' }],
    ] as const) {
      expect([method, path, await ask(method, path, body)]).toEqual([
        method,
        path,
        403,
      ]);
    }
    expect((await fixture.deployed(context)).workload).toBeDefined();
  });
});
