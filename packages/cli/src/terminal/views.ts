import type { WriteStream } from 'node:tty';
import type { LocalPlatformStatus } from '@cairn/plugin-platform-common';
import type { PartStatus } from '../platform/Part';
import { formatDuration } from './duration';
import { componentLine, describeState, summaryLine } from './statusText';

/** Shows a platform that comes up. */
export interface View {
  update(status: LocalPlatformStatus): void;
  /** A line that stays. */
  say(line: string): void;
  close(): void;
}

/** One line for each change; for logs and pipes. Says how long builds still take now and then. */
export class PlainView implements View {
  readonly #write: (line: string) => void;
  readonly #startedAt: number;
  readonly #last = new Map<string, { text: string; at: number }>();
  /** Progress of one step is repeated this often, in milliseconds. */
  readonly #repeatMs = 15_000;

  constructor(write: (line: string) => void, startedAt: number) {
    this.#write = write;
    this.#startedAt = startedAt;
  }

  update(status: LocalPlatformStatus) {
    for (const component of status.components) {
      const key = stateKey(component);
      const last = this.#last.get(component.name);
      const now = Date.now();
      const progresses =
        component.progress?.fraction !== undefined &&
        now - (last?.at ?? 0) > this.#repeatMs;
      if (component.state !== 'waiting' && (last?.text !== key || progresses)) {
        this.#last.set(component.name, { text: key, at: now });
        this.say(`${component.title}: ${describeState(component)}`);
      }
    }
  }

  say(line: string) {
    const seconds = (Date.now() - this.#startedAt) / 1000;
    this.#write(`[${formatDuration(seconds).padStart(12)}] ${line}\n`);
  }

  close() {}
}

/** What makes a new line: another state or reason, but not each percent. */
function stateKey({ state, reason }: PartStatus): string {
  return [state, reason ?? ''].join('\0');
}

const REDRAW_MS = 500;

/** A list that is drawn over itself; for terminals. */
export class LiveView implements View {
  readonly #stream: WriteStream;
  readonly #startedAt: number;
  readonly #timer: NodeJS.Timeout;
  #status?: LocalPlatformStatus;
  #drawn = 0;

  constructor(stream: WriteStream, startedAt: number) {
    this.#stream = stream;
    this.#startedAt = startedAt;
    this.#timer = setInterval(() => this.#draw(), REDRAW_MS);
  }

  update(status: LocalPlatformStatus) {
    this.#status = status;
  }

  say(line: string) {
    this.#erase();
    this.#stream.write(`${line}\n`);
    this.#draw();
  }

  close() {
    clearInterval(this.#timer);
    this.#draw();
    this.#drawn = 0;
  }

  #draw() {
    if (!this.#status) {
      return;
    }
    const { components } = this.#status;
    const now = Date.now();
    const lines = [
      ...components.map(component => componentLine(component, now)),
      '',
      `${summaryLine(components)}, ${formatDuration(
        (now - this.#startedAt) / 1000,
      )} so far. Ctrl-C stops.`,
    ].map(line => fit(line, this.#stream.columns || 80));
    // A list that is taller than the terminal cannot be drawn over itself.
    const shown = lines.slice(-Math.max(3, (this.#stream.rows || 24) - 1));
    this.#erase();
    this.#stream.write(`${shown.join('\n')}\n`);
    this.#drawn = shown.length;
  }

  #erase() {
    if (this.#drawn > 0) {
      this.#stream.write(`\u001b[${this.#drawn}A\u001b[0J`);
      this.#drawn = 0;
    }
  }
}

function fit(line: string, columns: number): string {
  return line.length < columns ? line : `${line.slice(0, columns - 2)}…`;
}
