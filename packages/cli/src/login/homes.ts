import { homedir } from 'node:os';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where Backstage's CLI keeps what is no secret. */
export function configHome(env: Environment): string {
  return env.XDG_CONFIG_HOME || join(env.HOME || homedir(), '.config');
}

/** Where Backstage's CLI keeps secrets when there is no keychain. */
export function dataHome(env: Environment): string {
  return env.XDG_DATA_HOME || join(env.HOME || homedir(), '.local', 'share');
}
