import { setInterval, clearInterval } from 'node:timers';
import type { LocalPlatformStatus } from '@cairn/plugin-platform-common';
import { Leftovers } from '../processes/Leftovers';
import type { Toolbox } from '../tools/Toolbox';
import { reasonOf } from './failure';
import { dependencyOrder } from './order';
import type { Part, PartContext } from './Part';
import { PartRunner } from './PartRunner';
import { writeStatus } from './StatusFile';

/** The status is written at least this often, in milliseconds; readers take one older than 5 s for dead. */
const STATUS_INTERVAL_MS = 2000;
/** Changes closer together than this are written together, in milliseconds. */
const STATUS_DELAY_MS = 50;

/** What a platform is made of. */
export interface PlatformOptions {
  parts: readonly Part[];
  context: Pick<PartContext, 'root' | 'state' | 'ports'>;
  toolbox: Toolbox;
  leftovers: Leftovers;
  baseEnv: Record<string, string>;
  /** Aborted by {@link Platform.stop}: ends what the tool box builds. */
  abort: AbortController;
  /** Told of every change. */
  onChange: (status: LocalPlatformStatus) => void;
  /** Told when the status cannot be written, for example on a full disk. */
  onStatusError: (reason: string) => void;
}

/** All parts together: started in the order of their needs, stopped in the opposite one, told of in `status.json`. */
export class Platform {
  readonly #options: PlatformOptions;
  readonly #runners: PartRunner[];
  #timer?: NodeJS.Timeout;
  #pending?: NodeJS.Timeout;
  #stopping?: Promise<void>;

  constructor(options: PlatformOptions) {
    this.#options = options;
    const { toolbox, leftovers, baseEnv } = options;
    const context = {
      ...options.context,
      tool: async (name: Parameters<PartContext['tool']>[0]) =>
        (await toolbox.tool(name)).path,
      assets: (name: Parameters<PartContext['assets']>[0]) =>
        toolbox.assets(name),
    };
    this.#runners = dependencyOrder(options.parts).map(
      part =>
        new PartRunner(part, {
          context,
          toolbox,
          leftovers,
          baseEnv,
          onChange: () => this.#schedule(),
        }),
    );
  }

  /** How all parts are. */
  get status(): LocalPlatformStatus {
    return {
      version: 1,
      time: new Date().toISOString(),
      pid: process.pid,
      components: this.#runners.map(runner => runner.status),
    };
  }

  start() {
    this.#timer = setInterval(() => this.#tell(), STATUS_INTERVAL_MS);
    for (const runner of this.#runners) {
      runner.start(this.#named(runner.part.needs));
    }
    this.#tell();
  }

  /** Resolves when a part was ready for the first time. */
  async ready(name: string): Promise<void> {
    await Promise.all(this.#named([name]).map(runner => runner.ready));
  }

  /** Ends all parts, each after those that need it. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    this.#options.abort.abort();
    const stopped = new Map<string, Promise<void>>();
    for (const runner of [...this.#runners].reverse()) {
      const dependants = this.#runners.filter(other =>
        other.part.needs.includes(runner.part.name),
      );
      stopped.set(
        runner.part.name,
        Promise.all(dependants.map(other => stopped.get(other.part.name))).then(
          () => runner.stop(),
        ),
      );
    }
    await Promise.all(stopped.values());
    clearInterval(this.#timer);
    clearTimeout(this.#pending);
    this.#tell();
  }

  #named(names: readonly string[]): PartRunner[] {
    return this.#runners.filter(({ part }) => names.includes(part.name));
  }

  #schedule() {
    this.#pending ??= setTimeout(() => this.#tell(), STATUS_DELAY_MS);
  }

  #tell() {
    clearTimeout(this.#pending);
    this.#pending = undefined;
    const { status } = this;
    try {
      writeStatus(this.#options.context.state, status);
    } catch (error) {
      this.#options.onStatusError(reasonOf(error));
    }
    this.#options.onChange(status);
  }
}
