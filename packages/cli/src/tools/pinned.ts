import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NotFoundError } from '@backstage/errors';
import type { ToolDefinition } from './definitions';

/**
 * Version of a module in a go.mod.
 *
 * @returns Without the `v`, for example `1.36.3`; `undefined` where the module is not required.
 */
export function requiredVersion(
  goMod: string,
  module: string,
): string | undefined {
  for (const line of goMod.split('\n')) {
    const [path, version] = line
      .trim()
      .replace(/^require\s+/, '')
      .split(/\s+/);
    if (path === module && version?.startsWith('v')) {
      return version.slice(1);
    }
  }
  return undefined;
}

/** Which version of a tool this checkout pins, and the key of exactly that build. */
export interface PinnedTool {
  version: string;
  /** Changes with anything that changes the program: sources, flags, platform. */
  key: string;
}

/** Reads what the checkout pins. */
export function pinnedTool(root: string, tool: ToolDefinition): PinnedTool {
  const folder = join(root, 'platform', tool.folder);
  const goMod = readFileSync(join(folder, 'go.mod'), 'utf8');
  const version = requiredVersion(goMod, tool.module);
  if (!version) {
    throw new NotFoundError(
      `platform/${tool.folder}/go.mod does not pin ${tool.module}, so ${tool.name} cannot be built.`,
    );
  }
  const digest = createHash('sha256');
  const sources = readdirSync(folder)
    .filter(name => /^go\.(mod|sum)$|\.go$/.test(name))
    .sort();
  for (const name of sources) {
    digest.update(`${name}\0`).update(readFileSync(join(folder, name)));
  }
  digest.update(JSON.stringify([tool.package, tool.ldflags, tool.tags]));
  return {
    version,
    key: `${version}-${process.platform}-${process.arch}-${digest
      .digest('hex')
      .slice(0, 12)}`,
  };
}

/** Whether a version that was found may stand in for the pinned one: same major and minor. */
export function isUsable(found: string, pinned: string): boolean {
  const minor = (version: string) => version.split('.').slice(0, 2).join('.');
  return minor(found) === minor(pinned);
}

/** The first version number in what a program says of itself. */
export function versionIn(text: string): string | undefined {
  return /(?<![\d.])v?(\d+\.\d+\.\d+)/.exec(text)?.[1];
}
