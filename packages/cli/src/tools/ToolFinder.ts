import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { promisify } from 'node:util';
import { InputError } from '@backstage/errors';
import type { Locations } from '../locations';
import type { ToolDefinition } from './definitions';
import { isUsable, pinnedTool, versionIn } from './pinned';

/** Where a program was found. */
export interface FoundTool {
  path: string;
  /** Absent where it was not asked: a path from the configuration is taken as it is. */
  version?: string;
  source: 'configuration' | 'path' | 'cache';
}

const run = promisify(execFile);

/** Whether a path is a file that may be run. */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** First executable of that name in a PATH-like list. */
export function findOnPath(
  name: string,
  path: string | undefined,
): string | undefined {
  return (path ?? '')
    .split(delimiter)
    .filter(isAbsolute)
    .map(folder => join(folder, name))
    .find(isExecutable);
}

/** Name of the environment variable that gives a tool's path, for example `CAIRN_TOOL_KUBE_APISERVER`. */
export function toolVariable(name: string): string {
  return `CAIRN_TOOL_${name.toUpperCase().replace(/-/g, '_')}`;
}

/** Folder in which a built tool is kept. */
export function cacheFolder(
  locations: Locations,
  tool: ToolDefinition,
): string {
  return join(
    locations.cache,
    'tools',
    tool.name,
    pinnedTool(locations.root, tool).key,
  );
}

/** Looks for programs in the order: configuration, PATH (and `KUBEBUILDER_ASSETS`), cache. */
export class ToolFinder {
  readonly #locations: Locations;
  readonly #env: Readonly<Record<string, string | undefined>>;

  constructor(
    locations: Locations,
    env: Readonly<Record<string, string | undefined>>,
  ) {
    this.#locations = locations;
    this.#env = env;
  }

  /**
   * @returns `undefined` where it has to be built.
   * @throws InputError where the configured path is not a program: a wrong path is said, not worked around.
   */
  async find(tool: ToolDefinition): Promise<FoundTool | undefined> {
    const configured = this.#env[toolVariable(tool.name)];
    if (configured) {
      if (!isExecutable(configured)) {
        throw new InputError(
          `${toolVariable(
            tool.name,
          )} is "${configured}", which is not a program that can be run. Correct it, or unset it to have ${
            tool.name
          } found or built.`,
        );
      }
      return { path: configured, source: 'configuration' };
    }
    return (await this.#onPath(tool)) ?? this.#cached(tool);
  }

  async #onPath(tool: ToolDefinition): Promise<FoundTool | undefined> {
    if (!tool.versionArgs) {
      return undefined;
    }
    const candidates = [
      tool.kubebuilder
        ? findOnPath(tool.name, this.#env.KUBEBUILDER_ASSETS)
        : undefined,
      findOnPath(tool.name, this.#env.PATH),
    ];
    const pinned = pinnedTool(this.#locations.root, tool).version;
    for (const path of candidates) {
      if (path) {
        const version = await askVersion(path, tool.versionArgs);
        if (version && isUsable(version, pinned)) {
          return { path, version, source: 'path' };
        }
      }
    }
    return undefined;
  }

  #cached(tool: ToolDefinition): FoundTool | undefined {
    const path = join(cacheFolder(this.#locations, tool), tool.name);
    return isExecutable(path)
      ? {
          path,
          version: pinnedTool(this.#locations.root, tool).version,
          source: 'cache',
        }
      : undefined;
  }
}

async function askVersion(
  path: string,
  args: readonly string[],
): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await run(path, [...args], { timeout: 10_000 });
    return versionIn(`${stdout}\n${stderr}`);
  } catch {
    return undefined;
  }
}
