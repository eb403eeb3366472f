import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { isError } from '@backstage/errors';
import type {
  PipelineLogLine,
  PipelineLog,
} from '@cairn/plugin-pipelines-common';
import { z } from 'zod';

/** Lines of one answer. */
const MAX_LINES = 2000;
const MAX_READ_BYTES = 1024 * 1024;

/** What is said of a log that was cut. */
const CUT =
  'The log is cut here: it is longer than what is kept. What the run said afterwards is lost.';

type Line = Omit<PipelineLogLine, 'cursor'>;

const lineSchema = z.object({
  at: z.string(),
  job: z.string().optional(),
  step: z.number().optional(),
  text: z.string(),
});

/**
 * The log of a run: a line of JSON each. A line's cursor is where it ends in the file, so that to go on reading costs
 * nothing however long it is.
 */
export class LogFile {
  readonly #file: number;
  readonly #maxBytes: number;
  #size: number;
  #isCut = false;

  /** Opens it for writing, after what is there. */
  constructor(path: string, maxBytes: number) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    this.#file = openSync(path, 'a', 0o600);
    this.#size = fstatSync(this.#file).size;
    this.#maxBytes = maxBytes;
  }

  /** Lines were dropped because it was full. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** Adds a line, unless it is full; then one last line says so. */
  write(line: Line): void {
    if (this.#isCut) {
      return;
    }
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
    if (this.#size + bytes.length > this.#maxBytes) {
      this.#isCut = true;
      this.#append(
        Buffer.from(`${JSON.stringify({ at: line.at, text: CUT })}\n`),
      );
      return;
    }
    this.#append(bytes);
  }

  /** Adds a line of the runner's own, also where it is full. */
  conclude(line: Line): void {
    this.#append(Buffer.from(`${JSON.stringify(line)}\n`));
  }

  close(): void {
    closeSync(this.#file);
  }

  #append(bytes: Buffer) {
    writeSync(this.#file, bytes);
    this.#size += bytes.length;
  }
}

/**
 * What stands in a log after a cursor, at most 2,000 lines.
 *
 * @param hasEnded - Whether nothing will be written any more.
 */
export function readLog(
  path: string,
  after: number,
  hasEnded: boolean,
): PipelineLog {
  const { bytes, atEnd } = readBytes(path, after);
  const lines: PipelineLogLine[] = [];
  let start = 0;
  while (lines.length < MAX_LINES) {
    const end = bytes.indexOf(0x0a, start);
    if (end < 0) {
      break;
    }
    const line = parseLine(bytes.toString('utf8', start, end));
    start = end + 1;
    // A cursor that is not ours may point into a line: its rest is passed over.
    if (line) {
      lines.push({ cursor: after + start, ...line });
    }
  }
  return { lines, complete: hasEnded && atEnd && start >= bytes.length };
}

function parseLine(text: string): Line | undefined {
  try {
    const parsed = lineSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function readBytes(
  path: string,
  from: number,
): { bytes: Buffer; atEnd: boolean } {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if (isError(error) && error.code === 'ENOENT') {
      return { bytes: Buffer.alloc(0), atEnd: true };
    }
    throw error;
  }
  try {
    const left = Math.max(0, fstatSync(file).size - from);
    const bytes = Buffer.alloc(Math.min(left, MAX_READ_BYTES));
    const read = readSync(file, bytes, 0, bytes.length, from);
    return { bytes: bytes.subarray(0, read), atEnd: left <= MAX_READ_BYTES };
  } finally {
    closeSync(file);
  }
}
