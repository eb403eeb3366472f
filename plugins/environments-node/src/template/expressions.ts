/** A part of a text: either literal, or the whole of one `${{ … }}`. */
export type Segment =
  | { literal: string }
  | { expression: string; source: string };

const OPEN = '${{';
const CLOSE = '}}';

/**
 * Cuts a text into literal parts and expressions. The end of an expression is the first `}}` outside quotes, so an
 * expression may contain text with braces.
 *
 * @throws Error where an expression is not closed.
 */
export function segmentsOf(text: string): Segment[] {
  const segments: Segment[] = [];
  let position = 0;
  while (position < text.length) {
    const start = text.indexOf(OPEN, position);
    if (start === -1) {
      segments.push({ literal: text.slice(position) });
      break;
    }
    if (start > position) {
      segments.push({ literal: text.slice(position, start) });
    }
    const end = endOfExpression(text, start + OPEN.length);
    segments.push({
      expression: text.slice(start + OPEN.length, end),
      source: text.slice(start, end + CLOSE.length),
    });
    position = end + CLOSE.length;
  }
  return segments;
}

function endOfExpression(text: string, from: number): number {
  let quote: string | undefined;
  for (let i = from; i < text.length; i++) {
    const character = text[i];
    if (quote) {
      if (character === '\\') {
        i++;
      } else if (character === quote) {
        quote = undefined;
      }
    } else if (character === '"' || character === "'") {
      quote = character;
    } else if (text.startsWith(CLOSE, i)) {
      return i;
    }
  }
  throw new Error('an expression that begins with ${{ is not closed by }}');
}

/** A variable that an expression reads, for example `['parameters', 'size']`. */
export interface Reference {
  path: string[];
  /** True where the expression says itself what happens without a value, for example by `default`. */
  optional: boolean;
}

const WORDS = new Set(
  'and or not in is if else true false none null True False None undefined defined'.split(
    ' ',
  ),
);
const TOLERANT =
  /\|\s*(default|d)\b|\bis\s+(not\s+)?(un)?defined\b|\bor\b|\bif\b/;

/**
 * The variables that an expression reads. The renderer turns an unknown one into an empty text, which in a manifest is
 * worse than an error; so they are looked up before.
 */
export function referencesOf(expression: string): Reference[] {
  const withoutTexts = expression.replace(
    /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g,
    '""',
  );
  const optional = TOLERANT.test(withoutTexts);
  const references: Reference[] = [];
  const chains = /[A-Za-z_]\w*(?:\s*\.\s*[A-Za-z_]\w*)*/g;
  for (const match of withoutTexts.matchAll(chains)) {
    const before = withoutTexts.slice(0, match.index).trimEnd();
    const after = withoutTexts.slice(match.index + match[0].length).trimStart();
    const path = match[0].split('.').map(part => part.trim());
    const isFilter = before.endsWith('|');
    const isMember = before.endsWith('.');
    const isTest = /\bis(\s+not)?$/.test(before);
    const isArgumentName = /^=(?!=)/.test(after);
    const isNumberSuffix = /\d$/.test(withoutTexts.slice(0, match.index));
    if (
      isFilter ||
      isMember ||
      isTest ||
      isArgumentName ||
      isNumberSuffix ||
      WORDS.has(path[0])
    ) {
      continue;
    }
    if (after.startsWith('(')) {
      // A function, or a method of the value before the last point.
      path.pop();
      if (path.length === 0) {
        continue;
      }
    }
    references.push({ path, optional });
  }
  return references;
}
