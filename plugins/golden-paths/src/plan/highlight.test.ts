import fc from 'fast-check';
import { highlight } from './highlight';

const kinds = (path: string, source: string) =>
  highlight(path, source)
    .filter(({ kind }) => kind)
    .map(({ kind, text }) => [kind, text]);

describe('highlight', () => {
  it('knows YAML', () => {
    expect(
      kinds('a.yaml', '# why\nkind: Service\n  - name: "x # y" # end\n'),
    ).toEqual([
      ['comment', '# why'],
      ['key', 'kind'],
      ['key', '  - name'],
      ['string', '"x # y"'],
      ['comment', '# end'],
    ]);
  });

  it('knows TypeScript and JSON', () => {
    expect(kinds('a.ts', "import x from 'y'; // z")).toEqual([
      ['word', 'import'],
      ['word', 'from'],
      ['string', "'y'"],
      ['comment', '// z'],
    ]);
    expect(kinds('a.json', '{"a": "b"}')).toEqual([
      ['key', '"a"'],
      ['string', '"b"'],
    ]);
  });

  it('changes no text', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('a.ts', 'a.yaml', 'a.json', 'Containerfile', 'a.txt'),
        fc.string({ unit: fc.constantFrom(...'ab"\'`#/*:\\ \n-{}') }),
        (path, source) => {
          expect(
            highlight(path, source)
              .map(({ text }) => text)
              .join(''),
          ).toBe(source);
        },
      ),
    );
  });
});
