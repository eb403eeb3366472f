import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { InputError } from '@backstage/errors';
import { OpaPolicyService } from './OpaPolicyService';
import { PolicyUnavailableError } from './PolicyUnavailableError';
import { environmentRequest, OpaProcess, POLICIES } from './testing';

jest.setTimeout(60_000);

function serviceAt(url: string, more: Record<string, string | number> = {}) {
  return OpaPolicyService.fromConfig(
    mockServices.rootConfig({ data: { cairn: { policy: { url, ...more } } } }),
    { logger: mockServices.logger.mock() },
  );
}

const stops: Array<() => Promise<unknown>> = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) {
    await stop();
  }
});

async function startOpa(options?: Parameters<typeof OpaProcess.start>[0]) {
  const opa = await OpaProcess.start(options);
  stops.push(() => opa.stop());
  return opa;
}

/** A copy of the policies with one file changed. */
async function policiesWith(
  file: string,
  change: (content: string) => string,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cairn-policies-'));
  stops.push(() => rm(folder, { recursive: true }));
  await cp(POLICIES, folder, { recursive: true });
  const path = join(folder, file);
  const content = await readFile(path, 'utf8');
  const changed = change(content);
  expect(changed).not.toBe(content);
  await writeFile(path, changed);
  return folder;
}

describe('with OPA and the bundle of this repository', () => {
  let opa: OpaProcess;
  beforeAll(async () => {
    opa = await OpaProcess.start({ revision: 'r-7' });
  });
  afterAll(() => opa.stop());

  it('allows what breaks no rule, and names the revision and every rule', async () => {
    const verdict = await serviceAt(opa.url).decide(environmentRequest());

    const manifest = await readFile(
      join(POLICIES, 'cairn/environments/manifest/data.json'),
      'utf8',
    );
    expect(verdict).toEqual({
      allowed: true,
      revision: 'r-7',
      rules: [...JSON.parse(manifest).rules]
        .sort()
        .map((id: string) => ({ id, passed: true })),
      violations: [],
    });
  });

  it('denies with the rule, the object, the path and the smallest change', async () => {
    const request = environmentRequest({ parameters: { image: 'nginx:1' } });
    const [namespace] = request.changes;
    const verdict = await serviceAt(opa.url).decide({
      ...request,
      changes: [
        ...request.changes,
        {
          ...namespace,
          resource: { apiVersion: 'v1', kind: 'Pod', name: 'web' },
          object: {
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: { name: 'web', namespace: 'env-cart-preview' },
            spec: {
              securityContext: {
                runAsNonRoot: true,
                seccompProfile: { type: 'RuntimeDefault' },
              },
              containers: [
                {
                  name: 'web',
                  image: 'nginx:1',
                  securityContext: {
                    allowPrivilegeEscalation: false,
                    capabilities: { drop: ['ALL'] },
                  },
                },
              ],
            },
          },
        },
      ],
    });

    expect(verdict.allowed).toBe(false);
    expect(verdict.violations).toEqual([
      expect.objectContaining({
        rule: 'images.from-allowed-registry',
        severity: 'deny',
        resource: 'Pod/web',
        path: '/spec/containers/0/image',
        fix: {
          text: 'Use an image from registry.larkfield.example.',
          set: {
            parameter: 'image',
            value: 'registry.larkfield.example/nginx:1',
          },
        },
      }),
    ]);
  });

  it('allows with a warning what only warns', async () => {
    const verdict = await serviceAt(opa.url).decide(
      environmentRequest({ cost: undefined }),
    );
    expect(verdict.allowed).toBe(true);
    expect(verdict.violations).toEqual([
      expect.objectContaining({ rule: 'cost.known', severity: 'warn' }),
    ]);
  });

  it('takes rules and data from its bundle alone, whoever sends others', async () => {
    const { href } = new URL('/v1/', opa.url);
    for (const [path, body] of [
      [
        'policies/more',
        'package cairn.environments\n\nverdict := {"rules": [], "violations": []}\n',
      ],
      ['policies/other', 'package other\n\nx := 1\n'],
      ['data/cairn/environments/manifest', '{"rules": []}'],
      ['data/other', '{}'],
    ]) {
      const { status } = await fetch(`${href}${path}`, { method: 'PUT', body });
      expect([path, status]).toEqual([path, 400]);
    }
  });

  it('refuses a malformed question without asking', async () => {
    const service = serviceAt('http://127.0.0.1:1');
    const malformed = JSON.parse(JSON.stringify(environmentRequest()));
    delete malformed.changes;
    await expect(service.decide(malformed)).rejects.toThrow(InputError);
    await expect(service.decide(malformed)).rejects.toThrow(/changes/);
  });

  it('says what OPA and its bundle are', async () => {
    await expect(serviceAt(opa.url).status()).resolves.toEqual({
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      revision: 'r-7',
      rules: expect.arrayContaining(['input.well-formed', 'pods.restricted']),
    });
  });

  it('stops when the caller gives up', async () => {
    await expect(
      serviceAt(opa.url).decide(environmentRequest(), {
        signal: AbortSignal.abort(),
      }),
    ).rejects.toThrow(PolicyUnavailableError);
  });

  it('refuses while OPA is frozen, within the deadline, and decides again afterwards', async () => {
    const service = serviceAt(opa.url, { timeoutMs: 300 });
    await service.decide(environmentRequest());
    await opa.freeze();
    const started = performance.now();
    await expect(service.decide(environmentRequest())).rejects.toThrow(
      /did not answer within 300 ms/,
    );
    expect(performance.now() - started).toBeLessThan(8000);
    opa.thaw();
    await expect(
      serviceAt(opa.url).decide(environmentRequest()),
    ).resolves.toMatchObject({ allowed: true });
    await expect(service.decide(environmentRequest())).resolves.toMatchObject({
      allowed: true,
    });
  });
});

it('refuses when OPA has stopped, and says where it looked', async () => {
  const opa = await startOpa();
  const service = serviceAt(opa.url);
  await service.decide(environmentRequest());
  await opa.stop();
  const denied = service.decide(environmentRequest());
  await expect(denied).rejects.toThrow(PolicyUnavailableError);
  await expect(denied).rejects.toThrow(`OPA does not answer at ${opa.url}`);
});

it('refuses when it is not configured', async () => {
  const service = OpaPolicyService.fromConfig(mockServices.rootConfig(), {
    logger: mockServices.logger.mock(),
  });
  await expect(service.decide(environmentRequest())).rejects.toThrow(
    /not configured, so nothing is allowed; set cairn.policy.url/,
  );
});

it('refuses a bundle that has lost a rule', async () => {
  const policies = await policiesWith(
    'cairn/environments/rules/owner_exists.rego',
    () => 'package cairn.environments.rules.owner_exists\n',
  );
  const opa = await startOpa({ policies });
  await expect(serviceAt(opa.url).decide(environmentRequest())).rejects.toThrow(
    /does not say whether environment.owner-exists passed/,
  );
});

it('refuses a bundle whose rule fails with an error', async () => {
  const policies = await policiesWith(
    'cairn/environments/rules/owner_exists.rego',
    content =>
      content.replace('plan.makes', 'plan.makes\n\tto_number("no number") > 0'),
  );
  const opa = await startOpa({ policies });
  await expect(serviceAt(opa.url).decide(environmentRequest())).rejects.toThrow(
    /status 500: .*eval_builtin_error at .*owner_exists\.rego:\d+/,
  );
});

it('refuses a bundle that is not one of Cairn', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cairn-policies-'));
  stops.push(() => rm(folder, { recursive: true }));
  await writeFile(
    join(folder, 'other.rego'),
    'package other\n\nallow := true\n',
  );
  const opa = await startOpa({ policies: folder });
  await expect(serviceAt(opa.url).decide(environmentRequest())).rejects.toThrow(
    PolicyUnavailableError,
  );
});
