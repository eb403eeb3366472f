import fc from 'fast-check';
import { changedAt, facts, leaves } from '../__testUtils__/sealed';
import { seal, type SealedFacts } from './seal';

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

describe('seal', () => {
  it('gives this digest for these facts, on every machine', () => {
    expect(seal(facts)).toBe(
      'sha256:245435d746728099d8e2da654c0025bca34898dfd76799de2f5878099057498b',
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
