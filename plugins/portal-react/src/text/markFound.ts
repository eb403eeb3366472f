import type { Span } from './ansi';

export interface FoundSpan extends Span {
  /** It is what was searched for. */
  found?: boolean;
}

/** Cuts spans so that what was searched for stands in spans of its own. */
export function markFound(spans: Span[], text: string): FoundSpan[] {
  if (text === '') return spans;
  const wanted = text.toLocaleLowerCase('en-US');
  return spans.flatMap(span => {
    const lower = span.text.toLocaleLowerCase('en-US');
    // Where the case of a letter changes its length, positions would not fit.
    if (lower.length !== span.text.length) return [span];
    const parts: FoundSpan[] = [];
    let from = 0;
    for (
      let at = lower.indexOf(wanted);
      at !== -1;
      at = lower.indexOf(wanted, from)
    ) {
      if (at > from) parts.push({ ...span, text: span.text.slice(from, at) });
      from = at + wanted.length;
      parts.push({ ...span, text: span.text.slice(at, from), found: true });
    }
    if (from < span.text.length) {
      parts.push({ ...span, text: span.text.slice(from) });
    }
    return parts;
  });
}
