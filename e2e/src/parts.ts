import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { testPlatform } from './platform';

const statusSchema = z.object({
  components: z.array(
    z.object({
      name: z.string(),
      state: z.string(),
      pid: z.number().int().optional(),
    }),
  ),
});

/** Parts of the local platform, as its launcher tells of them. */
function parts() {
  const file = join(testPlatform().stateDir, 'run', 'status.json');
  return statusSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).components;
}

/** Names of the parts that are not ready, or started anew meanwhile. */
export function unready(): string[] {
  return parts()
    .filter(({ state }) => state !== 'ready')
    .map(({ name }) => name);
}

/**
 * Has a program of the local platform stand still: it keeps its connections and answers nothing, as a machine that hangs.
 *
 * @param name - As `./cairn status` has it, for example `kube-apiserver`.
 * @returns What has it go on; harmless where it does already, or was started anew meanwhile.
 */
export function standStill(name: string): () => void {
  const pid = parts().find(part => part.name === name)?.pid;
  if (pid === undefined) {
    throw new Error(`${name} does not run on this platform.`);
  }
  process.kill(pid, 'SIGSTOP');
  return () => {
    try {
      process.kill(pid, 'SIGCONT');
    } catch {
      // It is gone: the launcher has started another.
    }
  };
}
