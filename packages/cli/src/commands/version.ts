import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Locations } from '../locations';
import { TOOLS } from '../tools/definitions';
import { pinnedTool } from '../tools/pinned';

const packageSchema = z.object({ version: z.string() });
const backstageSchema = z.object({ version: z.string() });

/** Versions of Cairn, of what it is built on, and of the pinned tools. */
export function runVersion(
  { root }: Locations,
  say: (line: string) => void,
): void {
  const read = (name: string) =>
    JSON.parse(readFileSync(join(root, name), 'utf8'));
  const rows: [string, string][] = [
    ['cairn', packageSchema.parse(read('package.json')).version],
    ['backstage', backstageSchema.parse(read('backstage.json')).version],
    ['node', process.version.slice(1)],
    ...TOOLS.map((tool): [string, string] => [
      tool.name === 'redis' ? 'miniredis' : tool.name,
      pinnedTool(root, tool).version,
    ]),
  ];
  for (const [name, version] of rows) {
    say(`${name.padEnd(26)} ${version}`);
  }
}
