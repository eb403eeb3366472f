import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  localPlatformStatusSchema,
  type LocalPlatformStatus,
} from '@cairn/plugin-platform-common';
import { readIfThere } from '../parts/stateFiles';

/** Path of the file in which `up` says how its parts are. */
export function statusPath(state: string): string {
  return join(state, 'run', 'status.json');
}

/** What the last `up` said; `undefined` where there was none, or another version of Cairn wrote it. */
export async function readStatus(
  state: string,
): Promise<LocalPlatformStatus | undefined> {
  const text = await readIfThere(statusPath(state));
  if (text === undefined) {
    return undefined;
  }
  try {
    return localPlatformStatusSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Replaces the file: readers see the old state or the new one. */
export function writeStatus(state: string, status: LocalPlatformStatus) {
  const path = statusPath(state);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const next = `${path}.next`;
  writeFileSync(next, `${JSON.stringify(status, null, 2)}\n`, { mode: 0o600 });
  renameSync(next, path);
}
