import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { PartContext } from '../../platform/Part';
import { GIT_SERVICE_USER } from '../git';
import { runProgram } from '../runProgram';
import { seedMessage, type SeedFile } from './seed';

/** What is pushed, and where. */
export interface SeedPush {
  /** Address of the repository. */
  url: string;
  token: string;
  files: SeedFile[];
  digest: string;
  step: 'create' | 'update';
}

/** Git as it comes, without a person's configuration; the token goes by the environment, where no list of processes shows it. */
function gitEnvironment(url: string, token: string): Record<string, string> {
  return {
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${url}.extraHeader`,
    GIT_CONFIG_VALUE_0: `Authorization: token ${token}`,
    GIT_AUTHOR_NAME: 'Cairn',
    GIT_AUTHOR_EMAIL: `${GIT_SERVICE_USER}@larkfield.example`,
    GIT_COMMITTER_NAME: 'Cairn',
    GIT_COMMITTER_EMAIL: `${GIT_SERVICE_USER}@larkfield.example`,
  };
}

/**
 * Pushes an example to `main`, as first commit or on top of what is there; never by force, so that a commit that a
 * person pushes at the same time makes this one fail instead of vanishing.
 */
export async function pushSeed(
  context: PartContext,
  push: SeedPush,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'cairn-seed-'));
  const git = (...args: string[]) =>
    runProgram({
      command: 'git',
      args: ['-C', folder, ...args],
      env: gitEnvironment(push.url, push.token),
      signal: context.signal,
    });
  try {
    await git('init', '--quiet', '--initial-branch=main');
    await git('remote', 'add', 'origin', push.url);
    if (push.step === 'update') {
      await git('fetch', '--quiet', '--depth=1', 'origin', 'main');
      await git('reset', '--quiet', '--hard', 'FETCH_HEAD');
      for (const name of await readdir(folder)) {
        if (name !== '.git') {
          await rm(join(folder, name), { recursive: true });
        }
      }
    }
    for (const file of push.files) {
      const path = join(folder, file.path);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, file.content);
    }
    await git('add', '--all', '--force');
    await git(
      'commit',
      '--quiet',
      '--allow-empty',
      '--message',
      seedMessage(
        push.step === 'create'
          ? 'Start from the example'
          : 'Follow the example',
        push.digest,
      ),
    );
    await git('push', '--quiet', 'origin', 'HEAD:refs/heads/main');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
