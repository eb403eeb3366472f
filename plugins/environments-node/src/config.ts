import { resolve } from 'node:path';
import type { Config } from '@backstage/config';

/** Absolute paths of the folders that hold classes (`cairn.classes.folders`), in the order of the configuration. */
export function readClassFolders(config: Config): string[] {
  const folders = config.getOptionalStringArray('cairn.classes.folders') ?? [];
  return [...new Set(folders.map(folder => resolve(folder)))];
}
