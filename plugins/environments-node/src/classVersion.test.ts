import fc from 'fast-check';
import { classVersion } from './classVersion';

const files = fc.uniqueArray(fc.tuple(fc.string(), fc.string()), {
  selector: ([path]) => path,
  maxLength: 6,
});

describe('classVersion', () => {
  it('does not depend on the order in which files were read', () => {
    fc.assert(
      fc.property(files, entries => {
        expect(classVersion(new Map([...entries].reverse()))).toBe(
          classVersion(new Map(entries)),
        );
      }),
    );
  });

  it('differs for different files', () => {
    fc.assert(
      fc.property(files, files, (a, b) => {
        const isSame =
          JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());
        expect(classVersion(new Map(a)) === classVersion(new Map(b))).toBe(
          isSame,
        );
      }),
    );
  });

  it('does not take the border between a path and a content for a part of either', () => {
    expect(classVersion(new Map([['ab', 'c']]))).not.toBe(
      classVersion(new Map([['a', 'bc']])),
    );
  });
});
