import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { resolve } from 'node:path';
import { testPlatform } from './platform';

const run = promisify(execFile);
const ROOT = resolve(__dirname, '../..');

/** Asks the cluster as its administrator, through the same command that a person uses. */
export async function kubectl(...args: string[]): Promise<string> {
  const { stdout } = await run(resolve(ROOT, 'cairn'), ['kubectl', ...args], {
    env: { ...process.env, CAIRN_HOME: testPlatform().stateDir },
    timeout: 60_000,
  });
  return stdout;
}
