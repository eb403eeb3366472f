import type { Locations } from '../locations';
import type { ToolName } from '../platform/Part';
import { TOOLS, toolDefinition, type ToolDefinition } from './definitions';
import { remainingInQueue, type MeasuredBuild } from './estimate';
import { GoBuilder } from './GoBuilder';
import { ToolFinder, type FoundTool } from './ToolFinder';
import { pinnedTool } from './pinned';

/** What linking takes at least, in seconds. */
const LINK_SECONDS = 6;

/** How far a program is. */
export interface ToolProgress {
  step: string;
  fraction?: number;
  /** Seconds until it is there, with all that is built before it. */
  remainingSeconds?: number;
}

/** A program that is there. */
export interface ReadyTool {
  path: string;
  version?: string;
  source: FoundTool['source'] | 'build';
}

interface Job {
  tool: ToolDefinition;
  startedAt?: number;
  step: string;
  fraction?: number;
  /** Cold build, reduced to what has to be compiled at all. */
  referenceSeconds: number;
  resolve: (tool: ReadyTool) => void;
  reject: (error: unknown) => void;
}

/** Finds programs, and builds the missing ones one after the other in the order of {@link TOOLS}. */
export class Toolbox {
  readonly #locations: Locations;
  readonly #finder: ToolFinder;
  readonly #builder: GoBuilder;
  readonly #signal: AbortSignal;
  readonly #onLine: (line: string) => void;
  readonly #tools = new Map<ToolName, Promise<ReadyTool>>();
  readonly #assets = new Map<ToolName, Promise<string>>();
  readonly #measured: MeasuredBuild[] = [];
  #queue: Job[] = [];
  #running?: Job;

  constructor(options: {
    locations: Locations;
    env: Readonly<Record<string, string | undefined>>;
    signal: AbortSignal;
    /** Called with each line that a build says. */
    onLine: (line: string) => void;
  }) {
    this.#locations = options.locations;
    this.#finder = new ToolFinder(options.locations, options.env);
    this.#builder = new GoBuilder(options.locations, options.env);
    this.#signal = options.signal;
    this.#onLine = options.onLine;
  }

  /** A program, built where it has to be. A failure is not remembered: asking again tries again. */
  tool(name: ToolName): Promise<ReadyTool> {
    return remember(this.#tools, name, () => this.#obtain(name));
  }

  /** The folder with the files of a program's module. */
  assets(name: ToolName): Promise<string> {
    return remember(this.#assets, name, () =>
      this.#builder.assets(toolDefinition(name), {
        signal: this.#signal,
        onProgress: () => {},
        onLine: this.#onLine,
      }),
    );
  }

  /** How far a program is; `undefined` where it is there, or nobody asked for it. */
  progress(name: ToolName): ToolProgress | undefined {
    const jobs = [...(this.#running ? [this.#running] : []), ...this.#queue];
    const index = jobs.findIndex(job => job.tool.name === name);
    const job = jobs[index];
    if (!job) {
      return undefined;
    }
    const remaining = remainingInQueue(
      jobs.map(({ referenceSeconds, startedAt, fraction }) => ({
        referenceSeconds,
        elapsedSeconds:
          startedAt === undefined ? undefined : (Date.now() - startedAt) / 1000,
        fraction,
      })),
      this.#measured,
    );
    return {
      step: job.step,
      fraction: job.fraction,
      remainingSeconds: remaining[index],
    };
  }

  /** Resolves when nothing is built or copied any more; after the signal aborted, when it is cleared away. */
  async settled(): Promise<void> {
    await Promise.allSettled([
      ...this.#tools.values(),
      ...this.#assets.values(),
    ]);
  }

  async #obtain(name: ToolName): Promise<ReadyTool> {
    const tool = toolDefinition(name);
    const found = await this.#finder.find(tool);
    if (found) {
      return found;
    }
    return new Promise((resolve, reject) => {
      this.#queue.push({
        tool,
        step: 'Waiting to be built',
        referenceSeconds: tool.referenceSeconds,
        resolve,
        reject,
      });
      this.#queue.sort((a, b) => TOOLS.indexOf(a.tool) - TOOLS.indexOf(b.tool));
      this.#work().catch(reject);
    });
  }

  async #work(): Promise<void> {
    if (this.#running) {
      return;
    }
    // Others are asked for in the same turn: let them take their place in the order first.
    await Promise.resolve();
    for (;;) {
      const job = this.#running ? undefined : this.#queue.shift();
      if (!job) {
        return;
      }
      this.#running = job;
      await this.#build(job);
      this.#running = undefined;
    }
  }

  async #build(job: Job): Promise<void> {
    job.startedAt = Date.now();
    try {
      const path = await this.#builder.build(job.tool, {
        signal: this.#signal,
        onProgress: ({ step, fraction, share }) => {
          job.step = step;
          job.fraction = fraction;
          if (share !== undefined) {
            job.referenceSeconds = Math.max(
              LINK_SECONDS,
              job.tool.referenceSeconds * share,
            );
          }
        },
        onLine: line => this.#onLine(`${job.tool.name}: ${line}`),
      });
      this.#measured.push({
        referenceSeconds: job.referenceSeconds,
        seconds: (Date.now() - job.startedAt) / 1000,
      });
      const { version } = pinnedTool(this.#locations.root, job.tool);
      job.resolve({ path, version, source: 'build' });
    } catch (error) {
      job.reject(error);
    }
  }
}

/** One attempt at a time; a failed one is forgotten. */
function remember<K, V>(
  known: Map<K, Promise<V>>,
  key: K,
  make: () => Promise<V>,
): Promise<V> {
  const existing = known.get(key);
  if (existing) {
    return existing;
  }
  const made = make();
  known.set(key, made);
  made.catch(() => known.delete(key));
  return made;
}
