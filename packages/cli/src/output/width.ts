const ZERO = /\p{Mark}|\u200d|\ufe0f/u;
/** East Asian wide and emoji: two columns. */
const WIDE =
  /\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Emoji_Presentation}|[\uff01-\uff60\uffe0-\uffe6]/u;

function columnsOf(character: string): number {
  if (ZERO.test(character)) {
    return 0;
  }
  return WIDE.test(character) ? 2 : 1;
}

/** Columns that text without controls takes in a terminal. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + columnsOf(character), 0);
}

/** As much of a text as fits, with `…` where something is missing. */
export function fit(text: string, columns: number): string {
  if (widthOf(text) <= columns) {
    return text;
  }
  let kept = '';
  let width = 0;
  for (const character of text) {
    width += columnsOf(character);
    if (width > columns - 1) {
      break;
    }
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}
