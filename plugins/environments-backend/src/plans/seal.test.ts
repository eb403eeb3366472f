import fc from 'fast-check';
import { seal, type SealedFacts } from './seal';

const facts: SealedFacts = {
  action: 'create',
  environment: {
    id: 'b4d7e6a0-0000-4000-8000-000000000001',
    name: 'shop',
    namespace: 'env-shop',
    owner: 'group:default/checkout-team',
    cluster: 'local',
    expiresAt: '2026-01-04T00:00:00.000Z',
  },
  clusterIdentity: 'cluster-1',
  engines: { kubernetes: 1 },
  class: { name: 'sandbox', version: 'sha256:1' },
  mode: 'awake',
  parameters: { size: 'small', nested: { a: 1, b: [true, null] } },
  previous: {
    classVersion: 'sha256:0',
    parameters: { size: 'large' },
    mode: 'hibernated',
  },
  foreign: [
    {
      cluster: 'local',
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace: 'env-shop',
      name: 'notes',
    },
  ],
  desired: [
    {
      component: 'namespace',
      engine: 'kubernetes',
      ref: {
        cluster: 'local',
        apiVersion: 'v1',
        kind: 'Namespace',
        name: 'env-shop',
      },
      object: { apiVersion: 'v1', kind: 'Namespace' },
    },
  ],
  changes: [
    {
      index: 0,
      component: 'namespace',
      engine: 'kubernetes',
      operation: 'create',
      ref: {
        cluster: 'local',
        apiVersion: 'v1',
        kind: 'Namespace',
        name: 'env-shop',
      },
      liveUid: '0c9a',
      fields: [{ path: '/metadata/labels/a', before: 'b', after: 'c' }],
      takes: [{ manager: 'kubectl', fields: ['/metadata/labels/a'] }],
    },
  ],
  price: {
    currency: 'EUR',
    monthlyMicros: 18_250_000,
    lines: [
      {
        object: {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          namespace: 'env-shop',
          name: 'web',
        },
        component: 'namespace',
        resource: 'cpu',
        quantity: 1,
        unit: 'core',
        copies: 2,
        monthlyMicros: 18_250_000,
        sku: 'compute-cpu',
      },
    ],
    unpriced: [
      {
        object: { apiVersion: 'batch/v1', kind: 'Job', name: 'import' },
        reason: 'because',
      },
    ],
    complete: false,
    priceList: { name: 'larkfield', digest: 'sha256:2' },
    ceilingMonthlyMicros: 95_000_000,
  },
  verdict: {
    allowed: true,
    revision: 'r1',
    rules: [{ id: 'a', passed: true }],
    violations: [],
  },
};

/** The same value with the keys of every object in another order. */
function shuffled(value: unknown, seed: number): unknown {
  if (Array.isArray(value)) {
    return value.map(item => shuffled(item, seed));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    shuffled(item, seed),
  ]);
  const cut = entries.length === 0 ? 0 : seed % entries.length;
  return Object.fromEntries([
    ...entries.slice(cut).reverse(),
    ...entries.slice(0, cut),
  ]);
}

/** Every place in a value where something other than an object or a list stands. */
function leaves(value: unknown, path: string[] = []): string[][] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, item]) =>
        leaves(item, [...path, key]),
      )
    : [path];
}

function changedAt(value: unknown, [key, ...rest]: string[]): unknown {
  if (key === undefined) {
    return `${String(value)} changed`;
  }
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      String(index) === key ? changedAt(item, rest) : item,
    );
  }
  return Object.fromEntries(
    Object.entries(value ?? {}).map(([name, item]) => [
      name,
      name === key ? changedAt(item, rest) : item,
    ]),
  );
}

describe('seal', () => {
  it('gives this digest for these facts, on every machine', () => {
    expect(seal(facts)).toBe(
      'sha256:ac43cb0c6e7ed2629d2257f3ea434ac2269ff08a2f3c2fd4089a1c680933ae06',
    );
  });

  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.nat(),
        (parameters, seed) => {
          const one = { ...facts, parameters };
          const other: SealedFacts = JSON.parse(
            JSON.stringify(shuffled(one, seed)),
          );
          expect(seal(other)).toBe(seal(JSON.parse(JSON.stringify(one))));
        },
      ),
    );
  });

  it('gives different parameters different digests', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.dictionary(fc.string(), fc.jsonValue()),
        (a, b) => {
          const isSame = isEqualJson(a, b);
          expect(
            seal({ ...facts, parameters: a }) ===
              seal({ ...facts, parameters: b }),
          ).toBe(isSame);
        },
      ),
    );
  });

  it.each(leaves(facts).map(path => [path.join('.'), path]))(
    'covers %s',
    (_name, path) => {
      const changed: SealedFacts = JSON.parse(
        JSON.stringify(changedAt(facts, [...path])),
      );
      expect(seal(changed)).not.toBe(seal(facts));
    },
  );

  it('does not cover the wording of reasons and warnings', () => {
    const [change] = facts.changes;
    const worded = {
      ...facts,
      changes: [{ ...change, reason: 'because', warnings: ['careful'] }],
    };
    expect(seal(worded)).toBe(seal(facts));
  });
});

function isEqualJson(a: unknown, b: unknown): boolean {
  try {
    expect(JSON.parse(JSON.stringify(a))).toStrictEqual(
      JSON.parse(JSON.stringify(b)),
    );
    return true;
  } catch {
    return false;
  }
}
