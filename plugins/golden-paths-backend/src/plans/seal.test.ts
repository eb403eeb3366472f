import fc from 'fast-check';
import { seal, type SealedFacts } from './seal';

const verdict = { allowed: true, revision: 'r1', rules: [], violations: [] };

const facts: SealedFacts = {
  id: '1',
  template: 'template:default/node-service',
  owner: 'group:default/checkout-team',
  repository: {
    name: 'parcel-lockers',
    organization: 'larkfield',
    description: 'd',
    url: 'http://localhost:7009/larkfield/parcel-lockers',
    files: [{ path: 'a', content: 'x', size: 1, executable: false }],
  },
  entities: ['component:default/parcel-lockers'],
  catalogUrl: 'http://localhost:7009/x',
  verdict,
  steps: [{ id: 'a', name: 'A' }],
  values: { name: 'parcel-lockers', nested: { b: 1, a: [1, 2] } },
  environments: [
    { name: 'parcel-lockers-dev', class: 'service-dev', digest: 'sha256:1' },
  ],
};

/** Everything that may be different while the plan is the same. */
function shuffled<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_, inner) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).reverse())
        : inner,
    ),
  );
}

describe('seal', () => {
  it('gives the same digest for the same facts, whatever the order of keys', () => {
    expect(seal(facts)).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(seal(shuffled(facts))).toBe(seal(facts));
  });

  it.each<[string, Partial<SealedFacts>]>([
    ['id', { id: '2' }],
    ['template', { template: 'template:default/other' }],
    ['owner', { owner: 'group:default/payments-team' }],
    ['entities', { entities: [] }],
    ['catalogUrl', { catalogUrl: undefined }],
    ['verdict', { verdict: { ...verdict, revision: 'r2' } }],
    ['steps', { steps: [] }],
    ['values', { values: {} }],
    ['environments', { environments: [] }],
    [
      'the digest of an environment',
      { environments: [{ ...facts.environments[0], digest: 'sha256:2' }] },
    ],
    [
      'a file',
      {
        repository: {
          ...facts.repository,
          files: [{ path: 'a', content: 'y', size: 1, executable: false }],
        },
      },
    ],
  ])('gives another one where it is different: %s', (_, changes) => {
    expect(seal({ ...facts, ...changes })).not.toBe(seal(facts));
  });

  it('tells any two contents of a file apart', () => {
    const withContent = (content: string) =>
      seal({
        ...facts,
        repository: {
          ...facts.repository,
          files: [{ path: 'a', content, size: 1, executable: false }],
        },
      });
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        (a, b) => {
          expect(withContent(a) === withContent(b)).toBe(a === b);
        },
      ),
    );
  });
});
