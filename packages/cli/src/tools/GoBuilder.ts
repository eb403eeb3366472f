import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { ForwardedError } from '@backstage/errors';
import type { Locations } from '../locations';
import { ProcessLock } from '../processes/ProcessLock';
import { runGuarded, type RunResult } from '../processes/runGuarded';
import type { ToolDefinition } from './definitions';
import { moduleFolder, requireCCompiler, requireGo } from './goToolchain';
import { pinnedTool } from './pinned';
import { cacheFolder } from './ToolFinder';

/** What a build tells while it goes on. */
export interface BuildProgress {
  step: string;
  /** 0 to 1; absent while it cannot be told. */
  fraction?: number;
  /** Share of the program's packages that have to be compiled at all, 0 to 1; the rest lies in Go's own cache. */
  share?: number;
}

/** How to build or copy. */
export interface BuildOptions {
  signal: AbortSignal;
  onProgress: (progress: BuildProgress) => void;
  onLine: (line: string) => void;
}

/** What linking takes of a build, roughly. */
const LINK_SHARE = 0.08;

const moduleSchema = z.object({ Dir: z.string() });

/** Builds pinned Go programs into the cache. One builder a program on this machine; a dead one's place is taken over. */
export class GoBuilder {
  readonly #locations: Locations;
  readonly #env: Readonly<Record<string, string | undefined>>;

  constructor(
    locations: Locations,
    env: Readonly<Record<string, string | undefined>>,
  ) {
    this.#locations = locations;
    this.#env = env;
  }

  /** Builds a program, unless somebody else did while this one waited for them. Answers with its path. */
  async build(tool: ToolDefinition, options: BuildOptions): Promise<string> {
    const target = cacheFolder(this.#locations, tool);
    const program = join(target, tool.name);
    await this.#once(target, options, async temporary => {
      const go = await this.#go(tool);
      if (tool.cgo) {
        requireCCompiler(this.#env);
      }
      options.onProgress({ step: `Fetching the sources of ${tool.name}` });
      const packages = await this.#countPackages(go, tool, options);
      options.onProgress({
        step: `Compiling ${tool.name}`,
        share: packages.stale / Math.max(1, packages.all),
      });
      await this.#compile(
        go,
        tool,
        join(temporary, tool.name),
        packages.stale,
        options,
      );
    });
    return program;
  }

  /** Copies the files that come with a program's module into the cache. Answers with the folder that holds them. */
  async assets(tool: ToolDefinition, options: BuildOptions): Promise<string> {
    const { version } = pinnedTool(this.#locations.root, tool);
    const target = join(
      this.#locations.cache,
      'assets',
      `${tool.name}-${version}`,
    );
    await this.#once(target, options, async temporary => {
      options.onProgress({ step: `Fetching the files of ${tool.name}` });
      const go = await this.#go(tool);
      const result = await this.#run(
        go,
        ['mod', 'download', '-json', tool.module],
        tool,
        options,
      );
      const { Dir: source } = moduleSchema.parse(JSON.parse(result.stdout));
      for (const folder of tool.assets ?? []) {
        cpSync(join(source, folder), join(temporary, folder), {
          recursive: true,
          // Go's module cache is read-only; a copy must be removable.
          mode: 0,
        });
      }
      await runGuarded({
        command: 'chmod',
        args: ['-R', 'u+w', temporary],
        env: { PATH: this.#env.PATH ?? '' },
      });
    });
    return target;
  }

  /** Makes a folder of the cache once: complete or not at all, by one process at a time. */
  async #once(
    target: string,
    options: BuildOptions,
    make: (temporary: string) => Promise<void>,
  ): Promise<void> {
    if (existsSync(target)) {
      return;
    }
    const parent = dirname(target);
    mkdirSync(parent, { recursive: true });
    const lock = await ProcessLock.acquire(`${target}.lock`, {
      note: this.#locations.root,
      signal: options.signal,
      onWait: holder =>
        options.onProgress({
          step: `Another checkout builds it (process ${holder.pid}, ${holder.note})`,
        }),
    });
    try {
      if (existsSync(target)) {
        return;
      }
      const prefix = `${basename(target)}.tmp`;
      for (const name of readdirSync(parent)) {
        if (name.startsWith(prefix)) {
          rmSync(join(parent, name), { recursive: true, force: true });
        }
      }
      const temporary = join(parent, `${prefix}.${process.pid}`);
      mkdirSync(temporary);
      try {
        await make(temporary);
        renameSync(temporary, target);
      } finally {
        rmSync(temporary, { recursive: true, force: true });
      }
    } finally {
      lock.release();
    }
  }

  async #go(tool: ToolDefinition): Promise<string> {
    const folder = moduleFolder(this.#locations.root, tool.folder);
    return (await requireGo(folder, this.#env)).path;
  }

  /** How many packages it is made of, and how many of them are not in Go's build cache. */
  async #countPackages(
    go: string,
    tool: ToolDefinition,
    options: BuildOptions,
  ): Promise<{ all: number; stale: number }> {
    const result = await this.#run(
      go,
      ['list', '-deps', ...flags(tool), '-f', '{{.Stale}}', tool.package],
      tool,
      options,
    );
    const lines = result.stdout.split('\n');
    return {
      all: lines.length,
      stale: lines.filter(line => line === 'true').length,
    };
  }

  async #compile(
    go: string,
    tool: ToolDefinition,
    output: string,
    stale: number,
    options: BuildOptions,
  ): Promise<void> {
    let compiled = 0;
    const tell = () => {
      const done = Math.min(compiled, stale);
      options.onProgress(
        done < stale
          ? {
              step: `Compiling ${tool.name}, ${done} of ${stale} packages`,
              fraction: (done / Math.max(stale, 1)) * (1 - LINK_SHARE),
            }
          : { step: `Linking ${tool.name}`, fraction: 1 - LINK_SHARE },
      );
    };
    tell();
    await this.#run(
      go,
      ['build', '-v', ...flags(tool), '-o', output, tool.package],
      tool,
      {
        ...options,
        onLine: line => {
          // With -v Go names each package that it compiled, and nothing else that has no space.
          if (/^\S+$/.test(line)) {
            compiled += 1;
            tell();
          } else {
            options.onLine(line);
          }
        },
      },
    );
  }

  async #run(
    go: string,
    args: string[],
    tool: ToolDefinition,
    options: BuildOptions,
  ): Promise<RunResult> {
    const env = {
      ...this.#env,
      GOGC: this.#env.GOGC ?? '800',
      ...(tool.cgo ? { CGO_ENABLED: '1' } : {}),
    };
    const result = await runGuarded(
      {
        // The portal is used meanwhile: builds take what is left.
        command: 'nice',
        args: ['-n', '10', go, ...args],
        cwd: moduleFolder(this.#locations.root, tool.folder),
        env: definedOnly(env),
      },
      options,
    );
    if (result.code !== 0) {
      throw new ForwardedError(
        `\`go ${args[0]}\` of ${tool.name} failed (exit code ${result.code})`,
        new Error(result.tail.slice(-8).join('\n')),
      );
    }
    return result;
  }
}

function flags(tool: ToolDefinition): string[] {
  return [
    '-trimpath',
    '-buildvcs=false',
    '-gcflags=all=-dwarf=false',
    ...(tool.tags ? ['-tags', tool.tags] : []),
    '-ldflags',
    ['-s -w', tool.ldflags].filter(Boolean).join(' '),
  ];
}

/** Drops what is not set. */
export function definedOnly(
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value]],
    ),
  );
}
