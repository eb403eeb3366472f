import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A Git server on loopback with one repository. */
export interface GitDaemon {
  /** Address of the repository. */
  url: string;
  /** Makes a commit with these files on `main`. @returns Its hash. */
  commit(files: Record<string, string>): string;
  stop(): void;
}

/** Answers when it can be cloned from. */
export async function startGitDaemon(): Promise<GitDaemon> {
  const folder = mkdtempSync(join(tmpdir(), 'git-'));
  const work = join(folder, 'web');
  const git = (...args: string[]) =>
    execFileSync(
      'git',
      ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args],
      { cwd: work, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    ).trim();
  mkdirSync(work);
  git('init', '--initial-branch=main');

  const port = await freePort();
  const daemon = spawn(
    'git',
    [
      'daemon',
      '--reuseaddr',
      '--export-all',
      '--listen=127.0.0.1',
      `--port=${port}`,
      `--base-path=${folder}`,
    ],
    // `git daemon` is two processes; as a group they end together.
    { stdio: 'ignore', detached: true },
  );
  await listening(port);

  return {
    url: `git://127.0.0.1:${port}/web`,
    commit(files) {
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(join(work, dirname(path)), { recursive: true });
        writeFileSync(join(work, path), content);
      }
      git('add', '--all');
      git('commit', '--message', 'change');
      return git('rev-parse', 'HEAD');
    },
    stop() {
      if (daemon.pid) {
        process.kill(-daemon.pid);
      }
      rmSync(folder, { recursive: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise(done => server.close(done));
  return port;
}

async function listening(port: number): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const isOpen = await new Promise<boolean>(done => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        done(true);
      });
      socket.on('error', () => setTimeout(done, 50, false));
    });
    if (isOpen) {
      return;
    }
    if (attempt > 100) {
      throw new Error('git daemon did not start');
    }
  }
}
