import type { Plan } from '@cairn/plugin-environments-common';
import fc from 'fast-check';
import { changedAt, facts, leaves } from '../__testUtils__/sealed';
import { inFull, inShort } from './inShort';
import { seal, type SealedFacts } from './seal';
import { whatChanged } from './whatChanged';

/** The sealed facts as they are kept: the plan, and the rest beside it. */
function kept({ beside, ...content }: SealedFacts) {
  const plan: Plan = {
    ...content,
    digest: seal({ ...content, beside }),
    changes: content.changes.map(change => ({ ...change, warnings: [] })),
    coverage: { computed: 1, total: 1 },
    blockers: [],
    createdAt: '2026-01-01T00:00:00.000Z',
    expiresAt: '2026-01-02T00:00:00.000Z',
    requestedBy: 'user:default/amara.okafor',
  };
  return { plan, sealed: beside };
}

function read(value: unknown): SealedFacts {
  return JSON.parse(JSON.stringify(value));
}

/** Which part a difference in one place must name. */
const PARTS: Record<string, string[]> = {
  action: ['request'],
  environment: ['request'],
  class: ['class'],
  parameters: ['request'],
  mode: ['request'],
  previous: ['environment'],
  foreign: ['foreign'],
  changes: ['object'],
  price: ['price'],
  verdict: ['policy'],
  'beside.environmentId': ['environment'],
  'beside.expiresAt': ['environment'],
  'beside.lastRun': ['environment'],
  'beside.engines': ['engine'],
  'beside.clusterIdentity': ['cluster'],
};

function partsOf(path: string[]): string[] {
  return PARTS[path.slice(0, 2).join('.')] ?? PARTS[path[0]];
}

function partsNamed(after: SealedFacts): string[] {
  return [
    ...new Set(whatChanged(kept(facts), kept(after)).map(({ part }) => part)),
  ];
}

describe('whatChanged', () => {
  it.each(leaves(facts).map(path => [path.join('.'), path]))(
    'names the part of %s, and no other',
    (_name, path) => {
      expect(partsNamed(read(changedAt(facts, [...path])))).toEqual(
        partsOf(path),
      );
    },
  );

  it('names the part of whatever is taken out', () => {
    const optional = [
      ['previous'],
      ['foreign'],
      ['price'],
      ['beside', 'expiresAt'],
      ['beside', 'lastRun'],
      ['changes', '0', 'takes'],
      ['changes', '0', 'liveUid'],
      ['changes', '0', 'object'],
      ['price', 'ceilingMonthlyMicros'],
      ['parameters', 'nested'],
    ];
    for (const path of optional) {
      const less = read(facts);
      removeAt(less, path);
      expect([path, partsNamed(less)]).toEqual([path, partsOf(path)]);
      expect([path, whatChanged(kept(less), kept(facts)).length > 0]).toEqual([
        path,
        true,
      ]);
    }
  });

  it('is never without a word where the digests differ, whatever differs at once', () => {
    const paths = leaves(facts);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(paths.length - 1), { minLength: 1 }),
        fc.boolean(),
        (places, turned) => {
          const changed = read(
            places.reduce<unknown>(
              (value, place) => changedAt(value, [...paths[place]]),
              facts,
            ),
          );
          const [before, after] = turned
            ? [kept(changed), kept(facts)]
            : [kept(facts), kept(changed)];
          expect(before.plan.digest).not.toBe(after.plan.digest);
          const parts = new Set(
            whatChanged(before, after).map(({ part }) => part),
          );
          for (const place of places) {
            // The ref tells the object: with another one it is another object, which the same part says.
            partsOf(paths[place]).forEach(part =>
              expect(parts).toContain(part),
            );
          }
          expect(parts).not.toContain('seal');
        },
      ),
    );
  });

  it('says nothing of the words of changes, which are not sealed', () => {
    const before = kept(facts);
    const after = kept({ ...facts, mode: 'hibernated' });
    after.plan.changes[0].reason = 'because';
    after.plan.changes[0].warnings = ['careful'];
    expect(whatChanged(before, after).map(({ part }) => part)).toEqual([
      'request',
    ]);
  });

  it('names another order of the same changes', () => {
    const [first] = facts.changes;
    const second = { ...first, ref: { ...first.ref, name: 'env-shop--b' } };
    const ordered = (...changes: Array<typeof first>) =>
      kept({
        ...facts,
        changes: changes.map((change, index) => ({ ...change, index })),
      });
    expect(whatChanged(ordered(first, second), ordered(second, first))).toEqual(
      [{ part: 'object', what: 'it would be done in another order' }],
    );
  });

  it('keeps times and lists out of the sentences, and tells them beside', () => {
    const after = read(facts);
    after.beside.expiresAt = '2026-02-04T00:00:00.000Z';
    after.verdict.violations[0].message = 'Until 2026-02-04T00:00:00.000Z.';
    after.changes[0].takes = [{ manager: 'helm', fields: ['/spec/a'] }];
    const differences = whatChanged(kept(facts), kept(after));
    for (const { what } of differences) {
      expect(what).not.toMatch(/\d{4}-\d\d-\d\d/);
    }
    expect(differences).toContainEqual({
      part: 'environment',
      what: 'the end of its life was moved',
      before: '2026-01-04T00:00:00.000Z',
      after: '2026-02-04T00:00:00.000Z',
    });
    expect(differences).toContainEqual({
      part: 'object',
      what: 'Namespace env-shop: other fields would be taken back from who set them',
      before: [{ manager: 'kubectl', fields: ['/metadata/labels/a'] }],
      after: [{ manager: 'helm', fields: ['/spec/a'] }],
    });
  });

  it('tells the words of an engine apart from the sentence, which may name times', () => {
    const after = kept({
      ...facts,
      changes: [{ ...facts.changes[0], operation: 'conflict' }],
    });
    after.plan.changes[0].reason = 'it was made 2026-02-04T00:00:00Z';
    const [difference] = whatChanged(kept(facts), after);
    expect(difference).toEqual({
      part: 'object',
      what: 'Namespace env-shop: create became conflict',
      reason: 'it was made 2026-02-04T00:00:00Z',
      before: 'create',
      after: 'conflict',
    });
    expect(inShort([difference])).toBe(difference.what);
    expect(inShort([difference], inFull)).toContain('2026-02-04');
  });

  it('is said in short where there is much of it', () => {
    const many = Array.from({ length: 9 }, (_, index) => ({
      part: 'object' as const,
      what: `object ${index}`,
    }));
    expect(inShort(many)).toBe('object 0; object 1; object 2; and 6 more');
    expect(inShort(many.slice(0, 3))).toBe('object 0; object 1; object 2');
  });
});

function removeAt(value: object, [key, ...rest]: string[]): void {
  if (rest.length === 0) {
    Reflect.deleteProperty(value, key);
    return;
  }
  const next: unknown = Reflect.get(value, key);
  if (typeof next === 'object' && next !== null) {
    removeAt(next, rest);
  }
}
