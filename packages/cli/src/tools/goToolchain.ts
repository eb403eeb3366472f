import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { NotFoundError } from '@backstage/errors';
import { findOnPath } from './ToolFinder';

const run = promisify(execFile);
const NEEDED = [1, 26] as const;

const INSTALL =
  'Install Go 1.26 or newer: https://go.dev/dl (macOS: `brew install go`), then run `./cairn up` again.';

/** Go's version in the words of `go env GOVERSION`, as numbers; `undefined` for a development version. */
export function parseGoVersion(
  text: string,
): readonly [number, number] | undefined {
  const match = /^go(\d+)\.(\d+)/.exec(text.trim());
  return match ? [Number(match[1]), Number(match[2])] : undefined;
}

/** Whether a Go version can build the tools. */
export function isGoNewEnough(version: readonly [number, number]): boolean {
  const [major, minor] = version;
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
}

/**
 * Path of a Go that can build the tools.
 *
 * @param folder - A module's folder: Go may fetch the version it names by itself (`GOTOOLCHAIN`).
 * @throws NotFoundError that says what to install.
 */
export async function requireGo(
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ path: string; version: string }> {
  const path = findOnPath('go', env.PATH);
  if (!path) {
    throw new NotFoundError(`Go is not on PATH. ${INSTALL}`);
  }
  const { stdout } = await run(path, ['env', 'GOVERSION'], {
    cwd: folder,
    timeout: 120_000,
  }).catch((error: unknown) => {
    throw new NotFoundError(
      `Go at ${path} does not answer, or is too old for this module. ${INSTALL}`,
      error,
    );
  });
  const version = parseGoVersion(stdout);
  if (version && !isGoNewEnough(version)) {
    throw new NotFoundError(
      `Go at ${path} is ${stdout.trim()}, which is too old. ${INSTALL}`,
    );
  }
  return { path, version: stdout.trim() };
}

/**
 * Makes sure that cgo can work.
 *
 * @throws NotFoundError that says what to install.
 */
export function requireCCompiler(
  env: Readonly<Record<string, string | undefined>>,
): string {
  const wanted = env.CC ? [env.CC.split(' ')[0] ?? ''] : ['cc', 'gcc', 'clang'];
  for (const name of wanted) {
    const path = name.includes('/') ? name : findOnPath(name, env.PATH);
    if (path) {
      return path;
    }
  }
  throw new NotFoundError(
    'A C compiler is needed to build the Git host, and there is none. Install one (Debian and Ubuntu: `sudo apt-get install gcc libc6-dev`, Fedora: `sudo dnf install gcc`, macOS: `xcode-select --install`), then run `./cairn up` again.',
  );
}

/** Folder of a pinned module below `platform/`. */
export function moduleFolder(root: string, folder: string): string {
  return join(root, 'platform', folder);
}
