import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { OpaPolicyService } from './OpaPolicyService';
import { PolicyUnavailableError } from './PolicyUnavailableError';
import { environmentRequest } from './testing';
import { FakeOpa } from './testing/FakeOpa';

function serviceAt(url: string, more: Record<string, string> = {}) {
  return OpaPolicyService.fromConfig(
    mockServices.rootConfig({ data: { cairn: { policy: { url, ...more } } } }),
    { logger: mockServices.logger.mock() },
  );
}

let fake: FakeOpa;
beforeEach(async () => {
  fake = await FakeOpa.start();
});
afterEach(() => fake.stop());

it('takes up a changed bundle under the same revision', async () => {
  const service = serviceAt(fake.url);
  fake.manifest = ['a'];
  fake.verdict = { rules: [{ id: 'a', passed: true }], violations: [] };
  await service.decide(environmentRequest());
  fake.manifest = ['a', 'b'];
  await expect(service.decide(environmentRequest())).resolves.toBeDefined();
  fake.verdict = {
    rules: [
      { id: 'a', passed: true },
      { id: 'b', passed: true },
    ],
    violations: [],
  };
  await expect(service.decide(environmentRequest())).resolves.toMatchObject({
    rules: [{ id: 'a' }, { id: 'b' }],
  });
});

describe('where something else answers', () => {
  const provenance = { version: '1', bundles: { cairn: { revision: 'r' } } };
  const verdict = { rules: [{ id: 'a', passed: true }], violations: [] };

  it.each([
    ['nothing', 200, ''],
    ['garbage', 200, '<html>welcome</html>'],
    ['null', 200, 'null'],
    ['a bare yes', 200, 'true'],
    ['an error', 500, '{"code":"internal_error","message":"oh"}'],
    [
      'an error that looks like a yes',
      500,
      JSON.stringify({ provenance, result: verdict }),
    ],
    ['a redirect', 302, ''],
    ['no provenance', 200, JSON.stringify({ result: verdict })],
    [
      'no bundle',
      200,
      JSON.stringify({ provenance: { version: '1' }, result: verdict }),
    ],
    [
      'no revision',
      200,
      JSON.stringify({
        provenance: { version: '1', bundles: { b: {} } },
        result: verdict,
      }),
    ],
    [
      'an empty revision',
      200,
      JSON.stringify({
        provenance: { version: '1', bundles: { b: { revision: '' } } },
        result: verdict,
      }),
    ],
    ['no result', 200, JSON.stringify({ provenance })],
    ['too much', 200, 'x'.repeat(9 * 1024 * 1024)],
  ])('refuses %s', async (_, status, body) => {
    fake.raw = { status, body };
    await expect(
      serviceAt(fake.url).decide(environmentRequest()),
    ).rejects.toThrow(PolicyUnavailableError);
  });

  it('would have accepted the same answer as OPA gives it', async () => {
    fake.verdict = verdict;
    fake.manifest = ['a'];
    await expect(
      serviceAt(fake.url).decide(environmentRequest()),
    ).resolves.toMatchObject({ allowed: true, revision: 'r' });
  });

  it('sends the token of the file as it is now, and says so when there is none', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cairn-token-'));
    const tokenFile = join(folder, 'token');
    const service = serviceAt(fake.url, { tokenFile });
    await expect(service.status()).rejects.toThrow(/cairn.policy.tokenFile/);
    await writeFile(tokenFile, 'first\n');
    await service.status();
    await writeFile(tokenFile, 'second\n');
    await service.status();
    expect(fake.tokens).toEqual(['Bearer first', 'Bearer second']);
    await rm(folder, { recursive: true });
  });
});
