/** What colour says. Never colour alone: the words say the same. */
export type Tone = 'good' | 'warning' | 'bad' | 'muted' | 'accent' | 'strong';

const CODES: Readonly<Record<Tone, readonly [number, number]>> = {
  good: [32, 39],
  warning: [33, 39],
  bad: [31, 39],
  muted: [2, 22],
  accent: [36, 39],
  strong: [1, 22],
};

/** Colours text, or leaves it as it is. */
export type Style = (tone: Tone | undefined, text: string) => string;

export const withoutColour: Style = (_tone, text) => text;

export const withColour: Style = (tone, text) => {
  if (!tone || text === '') {
    return text;
  }
  const [on, off] = CODES[tone];
  return `\u001b[${on}m${text}\u001b[${off}m`;
};

/** Colour where a person sits at a terminal that has some and did not say no (`NO_COLOR`, https://no-color.org). */
export function styleFor(
  stream: { isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): Style {
  return stream.isTTY && !env.NO_COLOR && env.TERM !== 'dumb'
    ? withColour
    : withoutColour;
}
