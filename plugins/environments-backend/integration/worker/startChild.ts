import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

/** A worker in a process of its own, that a test can stop. What it is told, `child.ts` says. */
export function startChild(
  place: object,
  env: Record<string, string>,
): ChildProcess {
  return spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli-node/config/nodeTransform.cjs'),
      join(__dirname, 'child.ts'),
    ],
    {
      env: { ...process.env, ...env, CAIRN_WORKER: JSON.stringify(place) },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
}
