import fc from 'fast-check';
import { LineSplitter } from './LineSplitter';

function split(chunks: readonly Buffer[], max = 1000) {
  const lines: [string, boolean][] = [];
  const splitter = new LineSplitter(max, (line, isCut) =>
    lines.push([line, isCut]),
  );
  chunks.forEach(chunk => splitter.write(chunk));
  splitter.end();
  return lines;
}

it('gives the same lines however the bytes arrive', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme' })),
      fc.array(fc.nat({ max: 50 }), { minLength: 1 }),
      (texts, sizes) => {
        const bytes = Buffer.from(texts.join('\n'));
        const chunks: Buffer[] = [];
        for (let at = 0, turn = 0; at < bytes.length; turn++) {
          const size = 1 + sizes[turn % sizes.length];
          chunks.push(bytes.subarray(at, at + size));
          at += size;
        }
        expect(split(chunks)).toEqual(split([bytes]));
      },
    ),
  );
});

it('keeps the beginning of a line that is too long, and what comes after it', () => {
  const chunks = [
    ...Array(1000).fill(Buffer.from('xxxxxxxxxx')),
    Buffer.from('\nnext\n'),
  ];
  expect(split(chunks, 25)).toEqual([
    ['x'.repeat(25), true],
    ['next', false],
  ]);
});

it('takes bytes that are no text', () => {
  expect(split([Buffer.from([0x61, 0xff, 0xc3, 0x0a, 0x62])])).toEqual([
    ['a\ufffd\ufffd', false],
    ['b', false],
  ]);
});
