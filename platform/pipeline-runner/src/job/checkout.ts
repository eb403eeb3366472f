import { spawn } from 'node:child_process';
import { ServiceUnavailableError } from '@backstage/errors';

/** What is fetched. */
export interface Checkout {
  /** Empty folder. */
  folder: string;
  /** Address of the repository that the runner itself fetches from, and its credential there. */
  url: string;
  token: string;
  /** Address that the run's own Git commands go to. */
  origin: string;
  sha: string;
  branch: string;
  signal: AbortSignal;
}

/** Commits of the branch's history that come along. */
const DEPTH = 50;

/** Git as it comes, without anybody's configuration; the token goes by the environment, and into no file. */
function gitEnvironment({ url, token }: Checkout): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    LANG: 'C.UTF-8',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${url}.extraHeader`,
    GIT_CONFIG_VALUE_0: `Authorization: token ${token}`,
  };
}

function git(checkout: Checkout, ...args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, {
      // Not in the folder: who works there belongs to the run.
      cwd: '/',
      env: {
        ...gitEnvironment(checkout),
        GIT_DIR: `${checkout.folder}/.git`,
        GIT_WORK_TREE: checkout.folder,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
      signal: checkout.signal,
      killSignal: 'SIGKILL',
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said = `${said}${chunk.toString('utf8')}`.slice(-2000);
    });
    child.once('error', reject);
    child.once('close', code =>
      code === 0
        ? resolve()
        : reject(
            new ServiceUnavailableError(
              `The commit could not be fetched: git ${
                args[0]
              } failed. ${said.trim()}`,
            ),
          ),
    );
  });
}

/**
 * Fetches exactly one commit, and makes it the tip of a branch of the name that was pushed. Names go by references in full,
 * so that none can be taken for an option.
 *
 * @throws ServiceUnavailableError with what Git said.
 */
export async function checkOut(checkout: Checkout): Promise<void> {
  const { url, origin, sha, branch } = checkout;
  const reference = `refs/heads/${branch}`;
  await git(checkout, 'init', '--quiet', '--template=');
  await git(
    checkout,
    'fetch',
    '--quiet',
    '--no-tags',
    `--depth=${DEPTH}`,
    url,
    sha,
  );
  await git(checkout, 'update-ref', reference, sha);
  await git(checkout, 'symbolic-ref', 'HEAD', reference);
  await git(checkout, 'reset', '--quiet', '--hard');
  await git(checkout, 'remote', 'add', 'origin', origin);
}
