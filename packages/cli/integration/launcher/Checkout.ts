import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const ROOT = resolve(__dirname, '..', '..', '..', '..');

/** How a command ended and what it said. */
export interface Outcome {
  code: number | null;
  output: string;
}

/** `./cairn` of this checkout with a state folder, in a path with spaces, and ports of its own. */
export class Checkout {
  static async create(): Promise<Checkout> {
    const home = mkdtempSync(join(tmpdir(), 'cairn state-'));
    return new Checkout(home, await freeBasePort());
  }

  readonly home: string;
  readonly port: number;
  readonly #env: Record<string, string | undefined>;
  readonly #started: ChildProcess[] = [];

  private constructor(home: string, port: number) {
    this.home = home;
    this.port = port;
    this.#env = { ...process.env, CAIRN_HOME: home };
  }

  /** Starts a command and returns at once. */
  start(
    args: readonly string[],
    env: Readonly<Record<string, string | undefined>> = {},
  ): { child: ChildProcess; outcome: Promise<Outcome> } {
    const child = spawn(
      process.execPath,
      [join(ROOT, 'packages', 'cli', 'bin', 'cairn.cjs'), ...args],
      { env: { ...this.#env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    this.#started.push(child);
    const chunks: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', chunk => chunks.push(String(chunk)));
    }
    return {
      child,
      outcome: once(child, 'close').then(([code]) => ({
        code,
        output: chunks.join(''),
      })),
    };
  }

  /** Runs a command to its end. */
  run(
    args: readonly string[],
    env?: Readonly<Record<string, string | undefined>>,
  ): Promise<Outcome> {
    return this.start(args, env).outcome;
  }

  /**
   * Starts some parts, and waits until they are ready or it ended. In the foreground, so that it ends with the tests
   * whatever happens to them.
   */
  async up(...parts: string[]): Promise<Outcome> {
    const { child, outcome } = this.start([
      'up',
      '--port',
      String(this.port),
      '--parts',
      parts.join(','),
    ]);
    for (;;) {
      const ended = await Promise.race([outcome, wait(200)]);
      if (ended) {
        return ended;
      }
      const { pid, components } = await this.status();
      if (
        pid === child.pid &&
        components.every(({ state }) => state === 'ready')
      ) {
        return { code: 0, output: '' };
      }
    }
  }

  /** What `status --output json` says. */
  async status() {
    const { code, output } = await this.run(['status', '--output', 'json']);
    const status: {
      pid: number;
      components: {
        name: string;
        state: string;
        pid?: number;
        reason?: string;
      }[];
    } = JSON.parse(output);
    return { code, ...status };
  }

  /** Numbers of all processes that have to do with this state folder, whoever started them. */
  processes(): number[] {
    return readdirSync('/proc')
      .filter(name => /^\d+$/.test(name))
      .map(Number)
      .filter(pid => pid !== process.pid && this.#concerns(pid));
  }

  /** Waits until no process is left; fails after `timeoutMs` with their command lines. */
  async untilGone(timeoutMs = 15_000): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const left = this.processes();
      if (left.length === 0) {
        return;
      }
      if (Date.now() > deadline) {
        throw new Error(
          `still there: ${left
            .map(pid => `${pid} ${read(`/proc/${pid}/cmdline`)}`)
            .join('\n')}`,
        );
      }
      await wait(50);
    }
  }

  async clear(): Promise<void> {
    await this.run(['down']);
    for (const child of this.#started) {
      child.kill('SIGKILL');
    }
    rmSync(this.home, { recursive: true, force: true });
  }

  #concerns(pid: number): boolean {
    const state = /\) ([A-Z]) /.exec(read(`/proc/${pid}/stat`))?.[1];
    return (
      state !== undefined &&
      state !== 'Z' &&
      [read(`/proc/${pid}/cmdline`), read(`/proc/${pid}/environ`)].some(text =>
        text.includes(this.home),
      )
    );
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise(done => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}

async function freeBasePort(): Promise<number> {
  for (;;) {
    const base = 20_000 + Math.floor(Math.random() * 10_000);
    const ports = Array.from({ length: 18 }, (_, index) => base + index);
    const free = await Promise.all(ports.map(isFree));
    if (free.every(Boolean)) {
      return base;
    }
  }
}
