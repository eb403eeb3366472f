import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readIfThere } from '../parts/stateFiles';
import { runGuarded } from '../processes/runGuarded';
import { countJest } from './jestResult';
import type { SuiteContext, SuiteResult } from './Suite';

/**
 * Runs a program that is Jest or wraps it, and counts what it ran.
 *
 * @param script - Path below the checkout of the JavaScript to run.
 */
export async function runJest(
  context: SuiteContext,
  script: string,
  args: readonly string[],
): Promise<SuiteResult> {
  const folder = await mkdtemp(join(tmpdir(), 'cairn-jest-'));
  const output = join(folder, 'result.json');
  try {
    const result = await runGuarded(
      {
        command: process.execPath,
        args: [
          join(context.locations.root, script),
          ...args,
          '--json',
          `--outputFile=${output}`,
        ],
        cwd: context.locations.root,
        env: context.env,
      },
      { onLine: context.say, signal: context.signal },
    );
    const counted = countJest(await readIfThere(output));
    // Jest may count no failure and yet fail, for example where a worker died.
    return result.code !== 0 && counted.failed === 0
      ? {
          ...counted,
          failed: 1,
          reason: `Jest ended with exit code ${result.code}.`,
        }
      : counted;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
