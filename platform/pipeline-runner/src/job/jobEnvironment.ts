import { delimiter, dirname } from 'node:path';
import type { WorkspaceFolders } from './Workspace';

/** What the environment of a run is made of. */
export interface JobEnvironmentOptions {
  folders: WorkspaceFolders;
  npmCacheFolder: string;
  /** Where the run's Git commands go, and with what. */
  origin: string;
  token: string;
  policyUrl: string;
  /** From the settings. */
  extra: Readonly<Record<string, string>>;
}

/** Of the runner's own environment; the rest may hold what is none of a run's business. */
const PASSED = [
  'LANG',
  'LC_ALL',
  'TZ',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
] as const;

const AUTHOR = 'Cairn pipeline';
const EMAIL = 'pipeline@cairn.invalid';

/** Environment of act and of every step. The only secret in it is the run's own token. */
export function jobEnvironment(
  options: JobEnvironmentOptions,
): Record<string, string> {
  const { folders, origin, token } = options;
  const passed = PASSED.flatMap(name => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    LANG: 'C.UTF-8',
    ...Object.fromEntries(passed),
    ...options.extra,
    PATH: [
      folders.programs,
      dirname(process.execPath),
      process.env.PATH ?? '',
    ].join(delimiter),
    HOME: folders.home,
    TMPDIR: folders.temporary,
    XDG_CACHE_HOME: `${folders.home}/.cache`,
    XDG_CONFIG_HOME: `${folders.home}/.config`,
    npm_config_cache: options.npmCacheFolder,
    npm_config_update_notifier: 'false',
    npm_config_fund: 'false',
    // Steps are given a terminal: nothing must wait for a key.
    TERM: 'dumb',
    PAGER: 'cat',
    GIT_PAGER: 'cat',
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${origin}.extraHeader`,
    GIT_CONFIG_VALUE_0: `Authorization: Bearer ${token}`,
    GIT_AUTHOR_NAME: AUTHOR,
    GIT_AUTHOR_EMAIL: EMAIL,
    GIT_COMMITTER_NAME: AUTHOR,
    GIT_COMMITTER_EMAIL: EMAIL,
    GITHUB_TOKEN: token,
    CAIRN_GIT_URL: origin,
    CAIRN_POLICY_URL: options.policyUrl,
  };
}
