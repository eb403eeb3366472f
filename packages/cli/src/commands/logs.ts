import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CommandError, EXIT } from '../exitCodes';

const LOOK_MS = 300;
const CHUNK_BYTES = 64 * 1024;

/** How to show logs. */
export interface LogsOptions {
  state: string;
  /** A component; all by default. */
  name?: string;
  follow: boolean;
  /** Lines from the end, for each component. */
  lines: number;
  write: (text: string) => void;
}

/** Names of all components that have said something. */
function namesOf(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter(name => name.endsWith('.log'))
      .map(name => name.slice(0, -'.log'.length))
      .sort();
  } catch {
    return [];
  }
}

/** Reads a file from an offset to its end. */
function readFrom(path: string, offset: number): string {
  const file = openSync(path, 'r');
  try {
    const chunks: Buffer[] = [];
    let position = offset;
    for (;;) {
      const chunk = Buffer.alloc(CHUNK_BYTES);
      const read = readSync(file, chunk, 0, CHUNK_BYTES, position);
      if (read === 0) {
        return Buffer.concat(chunks).toString('utf8');
      }
      chunks.push(chunk.subarray(0, read));
      position += read;
    }
  } finally {
    closeSync(file);
  }
}

/** The last lines of a text that ends with a line feed. */
export function lastLines(text: string, count: number): string {
  const lines = text.split('\n');
  const complete = text.endsWith('\n') ? lines.slice(0, -1) : lines;
  return complete
    .slice(Math.max(0, complete.length - count))
    .map(line => `${line}\n`)
    .join('');
}

/**
 * Shows what components said.
 *
 * @throws CommandError where there is no such component.
 */
export async function runLogs(options: LogsOptions): Promise<void> {
  const folder = join(options.state, 'logs');
  const known = namesOf(folder);
  if (options.name && !known.includes(options.name)) {
    throw new CommandError(
      `Nothing is known of "${options.name}". There are logs of: ${
        known.join(', ') || 'nothing yet'
      }.`,
      EXIT.usage,
    );
  }
  const offsets = new Map<string, number>();
  const show = (name: string, text: string) => {
    const prefixed = options.name
      ? text
      : text.replace(/^(?=.)/gm, `${name.padEnd(24)} `);
    options.write(prefixed);
  };
  for (const name of options.name ? [options.name] : known) {
    const text = readFrom(join(folder, `${name}.log`), 0);
    offsets.set(name, Buffer.byteLength(text));
    show(name, lastLines(text, options.lines));
  }
  while (options.follow) {
    await wait(LOOK_MS);
    for (const name of options.name ? [options.name] : namesOf(folder)) {
      const path = join(folder, `${name}.log`);
      const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
      const seen = offsets.get(name) ?? 0;
      // A smaller file is a new one: the old one was moved away when it was full.
      const offset = size < seen ? 0 : seen;
      if (size > offset) {
        const text = readFrom(path, offset);
        const end = text.lastIndexOf('\n') + 1;
        offsets.set(name, offset + Buffer.byteLength(text.slice(0, end)));
        show(name, text.slice(0, end));
      }
    }
  }
}
