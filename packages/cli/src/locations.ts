import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { InputError } from '@backstage/errors';

/** Where things are. All paths are absolute and may hold spaces. */
export interface Locations {
  /** The checkout. */
  root: string;
  /** State of this local platform: data, credentials, logs. `.cairn` in the checkout, or `CAIRN_HOME`. */
  state: string;
  /** What checkouts share: built tools, the docs generator. `$XDG_CACHE_HOME/cairn`, by default `~/.cache/cairn`. */
  cache: string;
}

/**
 * Finds them from the environment.
 *
 * @param root - The checkout.
 * @throws InputError where `XDG_CACHE_HOME` is set and not absolute.
 */
export function locate(
  env: Readonly<Record<string, string | undefined>>,
  root: string,
): Locations {
  const cacheHome = env.XDG_CACHE_HOME || join(homedir(), '.cache');
  if (!isAbsolute(cacheHome)) {
    throw new InputError(
      `XDG_CACHE_HOME must be an absolute path; it is "${cacheHome}".`,
    );
  }
  return {
    root,
    state: env.CAIRN_HOME ? resolve(env.CAIRN_HOME) : join(root, '.cairn'),
    cache: join(cacheHome, 'cairn'),
  };
}
