import { chmod, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Gives the owner back the right to empty folders; Go's module cache, for example, is read-only. Follows no link. */
export async function makeWritable(folder: string): Promise<void> {
  await chmod(folder, 0o700);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) {
      await makeWritable(join(folder, entry.name));
    }
  }
}
