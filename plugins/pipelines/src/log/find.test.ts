import fc from 'fast-check';
import { linesWith, markFound } from './find';

function line(cursor: number, text: string) {
  return { cursor, at: '2026-11-22T10:00:00Z', text };
}

describe('linesWith', () => {
  it('finds through colours, whatever the case', () => {
    const lines = [
      line(1, 'npm ERR! one'),
      line(2, '\u001b[31mnpm \u001b[1merr\u001b[0m! two'),
      line(3, 'fine'),
    ];
    expect(linesWith(lines, 'npm err!')).toEqual([0, 1]);
    expect(linesWith(lines, '')).toEqual([]);
  });
});

describe('markFound', () => {
  it('marks each place', () => {
    expect(
      markFound([{ text: 'Error: no error', color: 'red' }], 'error'),
    ).toEqual([
      { text: 'Error', color: 'red', found: true },
      { text: ': no ', color: 'red' },
      { text: 'error', color: 'red', found: true },
    ]);
  });

  it('changes no text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ text: fc.string({ unit: 'grapheme' }) })),
        fc.string({ minLength: 1, maxLength: 2 }),
        (spans, text) => {
          const whole = (parts: Array<{ text: string }>) =>
            parts.map(part => part.text).join('');
          expect(whole(markFound(spans, text))).toBe(whole(spans));
        },
      ),
    );
  });
});
