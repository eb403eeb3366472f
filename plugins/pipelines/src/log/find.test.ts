import { linesWith } from './find';

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
