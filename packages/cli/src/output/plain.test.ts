import fc from 'fast-check';
import { escapeControls, plain, plainLines } from './plain';

const ESC = '\u001b';

describe('plain', () => {
  it.each([
    ['a colour', `${ESC}[31mred${ESC}[0m`, 'red'],
    ['a title of the window', `a${ESC}]0;owned\u0007b`, 'ab'],
    ['a link', `${ESC}]8;;http://evil${ESC}\\click${ESC}]8;;${ESC}\\`, 'click'],
    ['a string for the device', `a${ESC}P1$r0m${ESC}\\b`, 'ab'],
    ['controls of one character', 'a\u009b31mb\u009d0;x\u009cc', 'abc'],
    ['a sequence without an end', `a${ESC}]0;owned`, 'a'],
    ['a lone escape', `a${ESC}`, 'a'],
    ['a full reset', `${ESC}ca`, 'a'],
    ['backspaces and returns', 'good\b\b\b\bbad\r', 'goodbad '],
    ['another line', 'one\nPolicy: allowed', 'one Policy: allowed'],
    ['the other direction', 'abc\u202edef\u2066', 'abcdef'],
    ['what is invisible', 'a\u200bb\ufeff', 'ab'],
    ['a tag character', 'a\u{e0041}b', 'ab'],
    ['ordinary words', 'Größe 5 µs ✔ 注文', 'Größe 5 µs ✔ 注文'],
  ])('leaves nothing of %s', (_what, text, expected) => {
    expect(plain(text)).toBe(expected);
  });

  it('never lets a control through, whatever it is given', () => {
    const nasty = fc.string({
      unit: fc.oneof(
        fc.constantFrom(ESC, '\u009b', '\u009d', '[', ']', ';', '\u0007', '\\'),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      ),
    });
    fc.assert(
      fc.property(nasty, text => {
        expect(plain(text)).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect(plainLines(text).join('')).not.toMatch(/\p{Cc}/u);
      }),
    );
  });

  it('keeps the lines of text that has some', () => {
    expect(plainLines(`one\r\ntwo${ESC}[2J\n\tthree`)).toEqual([
      'one',
      'two',
      '  three',
    ]);
  });
});

describe('escapeControls', () => {
  it('changes how JSON is written, not what it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const json = escapeControls(JSON.stringify(text));
        expect(json).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        expect(JSON.parse(json)).toBe(text);
      }),
    );
  });
});
