/** A piece of a line that looks the same throughout. */
export interface Span {
  text: string;
  /** One of the eight colours of a terminal; absent: the text's own. */
  color?: AnsiColor;
  bold?: boolean;
}

const COLORS = [
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
] as const;

export type AnsiColor = (typeof COLORS)[number];

/** Control characters that are never drawn: all but the tab. ESC and CR are among them, and are read before. */
const CONTROLS = '\\u0000-\\u0008\\u000a-\\u001f\\u007f-\\u009f';
const ESC = '\\u001b';
const END = `(?:\\u0007|${ESC}\\\\)`;

/** `ESC [ numbers m`: how what follows looks. */
const LOOK = new RegExp(`(${ESC}\\[[0-9;:]*m)`);

/**
 * Everything else that a terminal would obey: cursor movements, titles and links (up to their end, or to the end of the
 * line where it is missing), character sets, and control characters but the tab.
 */
const OBEYED = new RegExp(
  [
    `${ESC}\\[[0-?]*[ -/]*[@-ln-~]`,
    `${ESC}[\\]PX^_][^\\u0007\\u001b]*(?:${END}|$)`,
    `${ESC}[ -/]*[0-Z\\\\^-~]`,
    '[\\u0000-\\u0008\\u000a-\\u001a\\u001c-\\u001f\\u007f-\\u009f]',
  ].join('|'),
  'g',
);

/** What is left of a line that was written over: programs draw a progress bar by going back to its start. */
function lastWritten(line: string): string {
  const text = line.replace(/\r+$/, '');
  return text.slice(text.lastIndexOf('\r') + 1);
}

/** The text of a line without anything that a terminal would obey. */
export function plainText(line: string): string {
  return spansOf(line)
    .map(({ text }) => text)
    .join('');
}

interface Look {
  color?: AnsiColor;
  bold?: boolean;
}

/** The look after numbers: only what can be read on any background is kept, so background colours are not. */
function lookAfter(look: Look, numbers: number[]): Look {
  let next = look;
  for (let at = 0; at < numbers.length; at += 1) {
    const number = numbers[at];
    if (number === 0) next = {};
    else if (number === 1) next = { ...next, bold: true };
    else if (number === 22) next = { ...next, bold: undefined };
    else if (number === 39) next = { ...next, color: undefined };
    else if (number >= 30 && number <= 37)
      next = { ...next, color: COLORS[number - 30] };
    else if (number >= 90 && number <= 97)
      next = { ...next, color: COLORS[number - 90] };
    else if (number === 38 || number === 48) {
      // One of 256 colours, or red, green and blue: more numbers follow, which are no looks.
      at += numbers[at + 1] === 5 ? 2 : 4;
    }
  }
  return next;
}

const ANY_CONTROL = new RegExp(`[${CONTROLS}]`);

/** A line as pieces of one look each. Their texts never hold anything that a terminal would obey. */
export function spansOf(line: string): Span[] {
  if (!ANY_CONTROL.test(line)) return line === '' ? [] : [{ text: line }];
  const spans: Span[] = [];
  let look: Look = {};
  for (const part of lastWritten(line).replace(OBEYED, '').split(LOOK)) {
    if (part.startsWith('\u001b[') && part.endsWith('m')) {
      const numbers = part.slice(2, -1).split(/[;:]/).map(Number);
      look = lookAfter(look, numbers);
    } else {
      const text = part.split('\u001b').join('');
      if (text !== '') spans.push({ text, ...look });
    }
  }
  return spans;
}
