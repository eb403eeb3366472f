import fc from 'fast-check';
import {
  firstParagraph,
  nextSeedStep,
  seedDigest,
  seedMessage,
  type SeedFile,
} from './seed';

const file = fc.record({
  path: fc.string({ minLength: 1 }),
  content: fc.uint8Array().map(bytes => Buffer.from(bytes)),
});

const text = (path: string, content: string): SeedFile => ({
  path,
  content: Buffer.from(content),
});

describe('seedDigest', () => {
  it('is the same for the same files, and another for others', () => {
    fc.assert(
      fc.property(fc.array(file), fc.array(file), (a, b) => {
        const same =
          a.length === b.length &&
          a.every(
            (each, index) =>
              each.path === b[index]?.path &&
              each.content.equals(b[index].content),
          );
        expect(seedDigest(a) === seedDigest(b)).toBe(same);
        expect(seedDigest([...a])).toBe(seedDigest(a));
      }),
    );
  });

  it('tells where a path ends and a content begins', () => {
    expect(seedDigest([text('ab', 'c')])).not.toBe(
      seedDigest([text('a', 'bc')]),
    );
    expect(seedDigest([text('a', 'b'), text('c', '')])).not.toBe(
      seedDigest([text('a', ''), text('c', 'b')]),
    );
  });
});

describe('nextSeedStep', () => {
  const digest = seedDigest([text('a', 'b')]);

  it('creates, keeps, follows', () => {
    expect(nextSeedStep(undefined, digest)).toBe('create');
    expect(nextSeedStep(seedMessage('Start', digest), digest)).toBe('nothing');
    expect(nextSeedStep(seedMessage('Start', seedDigest([])), digest)).toBe(
      'update',
    );
  });

  it("never touches a person's commits, whatever they are called", () => {
    fc.assert(
      fc.property(fc.string(), message => {
        expect(nextSeedStep(message, digest)).toBe('leave');
      }),
    );
  });
});

describe('firstParagraph', () => {
  it("is the README's, in a line", () => {
    expect(
      firstParagraph([
        text('README.md', '# cart-api\n\nKeeps each\nbasket.\n\nMore.'),
      ]),
    ).toBe('Keeps each basket.');
  });

  it('is nothing without one', () => {
    expect(firstParagraph([])).toBe('');
    expect(firstParagraph([text('README.md', '# only a title')])).toBe('');
  });
});
