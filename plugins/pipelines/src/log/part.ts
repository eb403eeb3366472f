import type { PipelineLogLine } from '@cairn/plugin-pipelines-common';
import type { NumberedLine } from './LogView';

/** One job's lines, or one step's. */
export interface LogPart {
  job: string;
  step?: number;
}

/** The lines of a part, numbered as in the whole log. */
export function linesOf(
  lines: readonly PipelineLogLine[],
  part: LogPart | undefined,
): NumberedLine[] {
  return lines.flatMap((line, at) =>
    !part ||
    (line.job === part.job &&
      (part.step === undefined || line.step === part.step))
      ? [{ line, number: at + 1 }]
      : [],
  );
}
