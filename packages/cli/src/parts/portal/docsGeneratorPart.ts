import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ForwardedError, NotFoundError } from '@backstage/errors';
import type { Part, PartContext } from '../../platform/Part';
import { ProcessLock } from '../../processes/ProcessLock';
import { runGuarded } from '../../processes/runGuarded';
import { definedOnly } from '../../tools/GoBuilder';
import { findOnPath } from '../../tools/ToolFinder';

const PACKAGE = 'mkdocs-techdocs-core';
const VERSION = '1.7.1';
/** What mkdocs 1 needs of Python: the environment module works as described from 3.9 on. */
const INSTALL =
  'Install Python 3.9 or newer with its venv module (Debian and Ubuntu: `sudo apt-get install python3 python3-venv`, macOS: `brew install python`).';

/** Folder of the virtual environment; shared by all checkouts. */
export function docsEnvironment(cache: string): string {
  return join(
    cache,
    'python',
    `${PACKAGE}-${VERSION}-${process.platform}-${process.arch}`,
  );
}

function stampOf(cache: string) {
  // Written last: an environment without it is half made.
  return join(docsEnvironment(cache), '.complete');
}

async function install(cache: string, context: PartContext): Promise<void> {
  const { signal, log, progress } = context;
  const python = findOnPath('python3', process.env.PATH);
  if (!python) {
    throw new NotFoundError(`Python is not installed. ${INSTALL}`);
  }
  const folder = docsEnvironment(cache);
  const run = async (step: string, command: string, args: string[]) => {
    progress(step);
    const result = await runGuarded(
      { command, args, env: definedOnly(process.env) },
      { onLine: log, signal },
    );
    if (result.code !== 0) {
      throw new ForwardedError(
        `${step} failed. ${INSTALL} Then it goes on by itself`,
        new Error(result.tail.slice(-5).join(' ')),
      );
    }
  };
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await run('Making a Python environment', python, ['-m', 'venv', folder]);
  await run(`Installing ${PACKAGE} ${VERSION}`, join(folder, 'bin', 'python'), [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--no-input',
    `${PACKAGE}==${VERSION}`,
  ]);
  await writeFile(stampOf(cache), VERSION);
}

/** MkDocs for TechDocs, in a Python environment of its own. The portal does not wait for it. */
export function docsGeneratorPart(cache: string): Part {
  return {
    name: 'docs-generator',
    title: 'Docs generator',
    dependency: 'docs-generator',
    needs: [],
    tools: [],
    ports: [],
    async setUp(context) {
      if (existsSync(stampOf(cache))) {
        return;
      }
      const lock = await ProcessLock.acquire(`${docsEnvironment(cache)}.lock`, {
        note: context.root,
        signal: context.signal,
      });
      try {
        if (!existsSync(stampOf(cache))) {
          await install(cache, context);
        }
      } finally {
        lock.release();
      }
    },
    async probe() {
      if (!existsSync(stampOf(cache))) {
        throw new NotFoundError(
          `${docsEnvironment(cache)} is gone; start Cairn again to make it.`,
        );
      }
      return { version: `${PACKAGE} ${VERSION}` };
    },
  };
}
