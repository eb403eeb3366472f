import type { PipelineLogLine } from '@cairn/plugin-pipelines-common';
import { plainText } from '@cairn/plugin-portal-react';

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
