import fc from 'fast-check';
import { plainText, spansOf } from './ansi';

const ESC = '\u001b';

function isControl(character: string) {
  const code = character.codePointAt(0) ?? 0;
  return character !== '\t' && (code < 32 || (code >= 127 && code < 160));
}

describe('spansOf', () => {
  it('keeps colours and weight, and forgets them when told', () => {
    expect(
      spansOf(`${ESC}[1;31mfailed${ESC}[0m: ${ESC}[32mok${ESC}[39m end`),
    ).toEqual([
      { text: 'failed', color: 'red', bold: true },
      { text: ': ' },
      { text: 'ok', color: 'green' },
      { text: ' end', color: undefined },
    ]);
  });

  it('reads bright colours as colours, and skips those that it has no name for', () => {
    expect(
      spansOf(`${ESC}[93mwarn${ESC}[38;5;31mone${ESC}[38;2;1;32;3mtwo`),
    ).toEqual([
      { text: 'warn', color: 'yellow' },
      { text: 'one', color: 'yellow' },
      { text: 'two', color: 'yellow' },
    ]);
  });

  it.each([
    ['a cursor movement', `a${ESC}[2Kb${ESC}[1;1Hc`, 'abc'],
    ['a title', `a${ESC}]0;<b>title</b>\u0007b`, 'ab'],
    [
      'a link',
      `${ESC}]8;;javascript:alert(1)${ESC}\\text${ESC}]8;;${ESC}\\`,
      'text',
    ],
    ['a title that does not end', `a${ESC}]0;title`, 'a'],
    ['what was written over', '10%\r50%\r100%', '100%'],
    ['the end of a line of Windows', 'done\r', 'done'],
    ['bells and backspaces', 'a\u0007b\u0008c', 'abc'],
  ])('leaves out %s', (_, line, text) => {
    expect(plainText(line)).toBe(text);
  });

  it('keeps markup as the text that it is', () => {
    expect(plainText('<img src=x onerror=alert(1)>')).toBe(
      '<img src=x onerror=alert(1)>',
    );
  });

  it('never lets through what a terminal would obey', () => {
    const nasty = fc
      .array(
        fc.oneof(
          fc.string(),
          fc.constantFrom(ESC, '[', ']', 'm', '\r', '\u0007', '\u009b', ';3'),
        ),
      )
      .map(parts => parts.join(''));
    fc.assert(
      fc.property(nasty, line => {
        expect([...plainText(line)].filter(isControl)).toEqual([]);
      }),
    );
  });

  it('loses no character of a plain line', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~äöü日本\t]*$/), line => {
        expect(plainText(line)).toBe(line);
      }),
    );
  });
});
