import type { PipelineLogLine } from '@cairn/plugin-pipelines-common';
import { plainText, type Span } from './ansi';

/** Positions of the lines that hold a text, whatever its case. */
export function linesWith(
  lines: readonly PipelineLogLine[],
  text: string,
): number[] {
  if (text === '') return [];
  const wanted = text.toLocaleLowerCase('en-US');
  return lines.flatMap((line, at) =>
    plainText(line.text).toLocaleLowerCase('en-US').includes(wanted)
      ? [at]
      : [],
  );
}

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
