import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import type { PartStatus } from '../platform/Part';
import { readStatus } from '../platform/StatusFile';
import { findRunning } from '../platform/UpLock';
import { spawnGuarded, type GuardedProcess } from '../processes/spawnGuarded';
import { describePlatform, platformDescriptionPath } from './describePlatform';

/** A cold build of everything fits in it, in milliseconds. */
const TIMEOUT_MS = 40 * 60_000;
const LOOK_MS = 500;
/** A part that failed so often will not come. */
const HOPELESS_RESTARTS = 8;

/** How to start it. */
export interface TestPlatformOptions {
  root: string;
  /** Its state folder, emptied first. */
  state: string;
  port: number;
  env: Record<string, string>;
  /** Of the PostgreSQL server for tests. */
  postgresUrl?: string;
  say: (line: string) => void;
  signal: AbortSignal;
}

/** A local platform of the tests' own: another state folder, other ports, nothing from before. */
export class TestPlatform {
  /**
   * Starts it and waits until all parts are ready.
   *
   * @throws ServiceUnavailableError where a part does not become ready, with its reason.
   */
  static async start(options: TestPlatformOptions): Promise<TestPlatform> {
    const { root, state, port, env, say } = options;
    const running = findRunning(state);
    if (running) {
      throw new ConflictError(
        `Another test run uses ${state} (process ${running.pid}). Wait for it, or end it.`,
      );
    }
    await rm(state, { recursive: true, force: true });
    const supervisor = spawnGuarded({
      command: process.execPath,
      args: [
        join(root, 'packages', 'cli', 'bin', 'cairn.cjs'),
        'up',
        '--port',
        String(port),
      ],
      cwd: root,
      env: { ...env, CAIRN_HOME: state },
    });
    for (const stream of [supervisor.stdout, supervisor.stderr]) {
      createInterface({ input: stream }).on('line', say);
    }
    const platform = new TestPlatform(supervisor, options);
    try {
      await platform.#untilReady();
      await describePlatform(options);
      return platform;
    } catch (error) {
      await platform.stop();
      throw error;
    }
  }

  /** File that tells tests where everything is. */
  readonly file: string;
  readonly #supervisor: GuardedProcess;
  readonly #options: TestPlatformOptions;

  private constructor(
    supervisor: GuardedProcess,
    options: TestPlatformOptions,
  ) {
    this.#supervisor = supervisor;
    this.#options = options;
    this.file = platformDescriptionPath(options.state);
  }

  async stop(): Promise<void> {
    await this.#supervisor.stop(60_000);
  }

  async #untilReady(): Promise<void> {
    const { state, signal } = this.#options;
    const deadline = Date.now() + TIMEOUT_MS;
    const ended = this.#supervisor.exited.then(({ code }) => {
      throw new ServiceUnavailableError(
        `The platform ended by itself (exit code ${code}).`,
      );
    });
    ended.catch(() => {});
    for (;;) {
      const status = await readStatus(state);
      const components = status?.components ?? [];
      if (
        components.length > 0 &&
        components.every(it => it.state === 'ready')
      ) {
        return;
      }
      const late = components.filter(it => it.state !== 'ready');
      const hopeless = late.filter(it => it.restarts >= HOPELESS_RESTARTS);
      if (hopeless.length > 0 || Date.now() > deadline) {
        throw new ServiceUnavailableError(
          `The platform does not become ready: ${(hopeless.length > 0
            ? hopeless
            : late
          )
            .map(whyNot)
            .join('; ')}`,
        );
      }
      await Promise.race([wait(LOOK_MS, undefined, { signal }), ended]);
    }
  }
}

function whyNot(component: PartStatus): string {
  return `${component.title} is ${component.state}${
    component.reason ? ` (${component.reason})` : ''
  }`;
}
