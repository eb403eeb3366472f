import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { InputError } from '@backstage/errors';
import { OpaPolicyService } from './OpaPolicyService';
import { PolicyUnavailableError } from './PolicyUnavailableError';
import {
  environmentRequest,
  manifestRequest,
  OpaProcess,
  POLICIES,
} from './testing';
import { FakeOpa } from './testing/FakeOpa';

jest.setTimeout(60_000);

function serviceAt(url: string) {
  return OpaPolicyService.fromConfig(
    mockServices.rootConfig({ data: { cairn: { policy: { url } } } }),
    { logger: mockServices.logger.mock() },
  );
}

describe('with OPA and the bundle of this repository', () => {
  let opa: OpaProcess;
  beforeAll(async () => {
    opa = await OpaProcess.start({ revision: 'r-7' });
  });
  afterAll(() => opa.stop());

  it('allows manifests that break no rule, and names every rule for manifests', async () => {
    const { rules } = JSON.parse(
      await readFile(
        join(POLICIES, 'cairn/manifests/manifest/data.json'),
        'utf8',
      ),
    );
    await expect(
      serviceAt(opa.url).decideManifests(manifestRequest()),
    ).resolves.toEqual({
      allowed: true,
      revision: 'r-7',
      rules: [...rules].sort().map((id: string) => ({ id, passed: true })),
      violations: [],
    });
  });

  it('denies with the rule, the object and the smallest change', async () => {
    const request = manifestRequest();
    const [service] = request.objects;
    const verdict = await serviceAt(opa.url).decideManifests({
      ...request,
      objects: [
        {
          ...service,
          object: {
            ...service.object,
            apiVersion: 'rbac.authorization.k8s.io/v1',
            kind: 'ClusterRoleBinding',
          },
        },
      ],
    });
    expect(verdict.allowed).toBe(false);
    expect(verdict.violations).toEqual([
      expect.objectContaining({
        rule: 'objects.deployable',
        severity: 'deny',
        resource: 'ClusterRoleBinding/cart-api',
        fix: { text: expect.stringContaining('Remove it.') },
      }),
    ]);
  });

  it('knows the rules of either question from those of the other', async () => {
    const service = serviceAt(opa.url);
    for (let times = 0; times < 2; times += 1) {
      const environment = await service.decide(environmentRequest());
      const manifests = await service.decideManifests(manifestRequest());
      expect(environment.rules).toContainEqual({
        id: 'input.well-formed',
        passed: true,
      });
      expect(manifests.rules).not.toContainEqual({
        id: 'input.well-formed',
        passed: true,
      });
    }
  });
});

it('refuses a malformed question, and no question, without asking', async () => {
  const service = serviceAt('http://127.0.0.1:1');
  await expect(
    service.decideManifests({ ...manifestRequest(), objects: [] }),
  ).rejects.toThrow(InputError);
});

describe('where OPA does not answer as it must', () => {
  let fake: FakeOpa;
  beforeEach(async () => {
    fake = await FakeOpa.start();
  });
  afterEach(() => fake.stop());

  it.each([
    ['no verdict', undefined],
    ['a rule that is missing', { rules: [], violations: [] }],
    ['a rule too many', { rules: [{ id: 'b', passed: true }], violations: [] }],
    ['a bare yes', true],
  ])('refuses %s', async (_, verdict) => {
    fake.verdict = verdict;
    await expect(
      serviceAt(fake.url).decideManifests(manifestRequest()),
    ).rejects.toThrow(PolicyUnavailableError);
  });

  it('refuses when it is gone', async () => {
    await expect(
      serviceAt('http://127.0.0.1:1').decideManifests(manifestRequest()),
    ).rejects.toThrow(PolicyUnavailableError);
  });
});
