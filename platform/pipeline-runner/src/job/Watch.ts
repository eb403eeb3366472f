import { readdir, lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { RunLimits } from '../settings';
import type { ProcessFamily } from './ProcessFamily';

const PROCESSES_EVERY_MS = 250;
/** Looks at the processes between two at the disk. */
const DISK_EVERY = 20;

/** Which limit a run broke, in a sentence. */
export type Breach = string;

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`;
}

/** Bytes below a folder; stops counting beyond the limit. Follows no link. */
async function diskUse(folder: string, limit: number): Promise<number> {
  let sum = 0;
  const folders = [folder];
  for (const place of folders) {
    const entries = await readdir(place, { withFileTypes: true }).catch(
      () => [],
    );
    for (const entry of entries) {
      const path = join(place, entry.name);
      if (entry.isDirectory()) {
        folders.push(path);
      } else {
        const stat = await lstat(path).catch(() => undefined);
        sum += (stat?.blocks ?? 0) * 512;
      }
    }
    if (sum > limit) {
      return sum;
    }
  }
  return sum;
}

/** Looks after a run's processes and its folder until `signal` aborts; resolves with the first limit that is broken. */
export async function watchLimits(options: {
  family: ProcessFamily;
  folder: string;
  limits: RunLimits;
  signal: AbortSignal;
}): Promise<Breach | undefined> {
  const { family, folder, limits, signal } = options;
  for (let round = 0; !signal.aborted; round++) {
    const members = await family.members();
    if (members.length > limits.processes) {
      return `It had ${members.length} processes at once; ${limits.processes} are allowed`;
    }
    const memory = members.reduce((sum, entry) => sum + entry.memory, 0);
    if (memory > limits.memoryBytes) {
      return `It used ${megabytes(memory)} of memory; ${megabytes(
        limits.memoryBytes,
      )} are allowed`;
    }
    if (round % DISK_EVERY === DISK_EVERY - 1) {
      const used = await diskUse(folder, limits.diskBytes);
      if (used > limits.diskBytes) {
        return `It filled more than ${megabytes(limits.diskBytes)} of the disk`;
      }
    }
    await wait(PROCESSES_EVERY_MS, undefined, { signal }).catch(() => {});
  }
  return undefined;
}
