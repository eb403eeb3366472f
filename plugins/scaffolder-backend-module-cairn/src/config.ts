import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** The Git host, and where in it repositories are made. */
export interface GitConfig {
  /** Without a trailing slash. */
  url: string;
  organization: string;
  /** Path; the file may not be there yet. */
  tokenFile: string;
}

/** @throws InputError naming the key that is missing; asked when it is needed, a portal starts without */
export function readGitConfig(config: Config): GitConfig {
  const get = (key: 'url' | 'organization' | 'tokenFile') => {
    const value = config.getOptionalString(`cairn.git.${key}`);
    if (!value) {
      throw new InputError(
        `No repository can be made: cairn.git.${key} is not configured`,
      );
    }
    return value;
  };
  return {
    url: get('url').replace(/\/+$/, ''),
    organization: get('organization'),
    tokenFile: get('tokenFile'),
  };
}
