import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { digestFiles, listFiles } from '../../files/digest';
import type { Part, PartContext } from '../../platform/Part';
import { ProcessLock } from '../../processes/ProcessLock';
import { runGuarded } from '../../processes/runGuarded';
import { definedOnly } from '../../tools/GoBuilder';
import { readIfThere, replaceFile } from '../stateFiles';

const packageSchema = z.object({
  name: z.string(),
  dependencies: z.record(z.string(), z.string()).default({}),
});

/** Seconds a build takes on two cores, for the first estimate. */
const REFERENCE_SECONDS = 60;

const APP = join('packages', 'app');

/** Path of a package's folder, by name, for all packages of the workspace. */
async function workspacePackages(root: string) {
  const manifests = (
    await listFiles(root, root, path => {
      const [top, name, file, ...deeper] = path.split('/');
      return (
        ['packages', 'plugins'].includes(top ?? '') &&
        (name === undefined || !name.startsWith('.')) &&
        (file === undefined || file === 'package.json') &&
        deeper.length === 0
      );
    })
  ).filter(path => path.endsWith('/package.json'));
  const found = new Map<
    string,
    { folder: string; dependencies: readonly string[] }
  >();
  for (const path of manifests) {
    const manifest = packageSchema.parse(
      JSON.parse(await readFile(join(root, path), 'utf8')),
    );
    found.set(manifest.name, {
      folder: path.slice(0, -'/package.json'.length),
      dependencies: Object.keys(manifest.dependencies),
    });
  }
  return found;
}

/** Folders of the app's package and of all packages of the workspace that end up in it. */
async function appFolders(root: string): Promise<string[]> {
  const packages = await workspacePackages(root);
  const folders = new Set<string>();
  const visit = (name: string) => {
    const found = packages.get(name);
    if (found && !folders.has(found.folder)) {
      folders.add(found.folder);
      found.dependencies.forEach(visit);
    }
  };
  visit('app');
  return [...folders].sort();
}

/** Whether a file ends up in the app. */
function isInput(path: string): boolean {
  return (
    !/(^|\/)(node_modules|dist|dist-types|coverage|integration|dev)(\/|$)/.test(
      path,
    ) && !/\.test\.tsx?$|\.md$/.test(path)
  );
}

/** Digest over all that the app is built from. */
export async function appInputsDigest(root: string): Promise<string> {
  return digestFiles(
    root,
    [
      ...(await appFolders(root)),
      'yarn.lock',
      'backstage.json',
      'tsconfig.json',
    ],
    { include: isInput },
  );
}

async function build({ root, progress, log, signal }: PartContext) {
  const stamp = join(root, APP, 'dist', '.inputs');
  const digest = await appInputsDigest(root);
  const lock = await ProcessLock.acquire(
    join(root, 'node_modules', '.cache', 'cairn', 'app-build.lock'),
    { note: root, signal },
  );
  try {
    if (
      (await readIfThere(stamp)) === digest &&
      existsSync(join(root, APP, 'dist', 'index.html'))
    ) {
      return;
    }
    const startedAt = Date.now();
    const tell = () => {
      const seconds = (Date.now() - startedAt) / 1000;
      progress(
        'Bundling the app',
        Math.min(0.95, seconds / REFERENCE_SECONDS),
        // Later than expected: how long still cannot be told.
        seconds < REFERENCE_SECONDS
          ? Math.round(REFERENCE_SECONDS - seconds)
          : undefined,
      );
    };
    tell();
    const timer = setInterval(tell, 2000);
    try {
      await rm(stamp, { force: true });
      const result = await runGuarded(
        {
          command: process.execPath,
          args: [
            join(
              root,
              'node_modules',
              '@backstage',
              'cli',
              'bin',
              'backstage-cli',
            ),
            'package',
            'build',
          ],
          cwd: join(root, APP),
          env: definedOnly({
            ...process.env,
            CI: undefined,
            NODE_ENV: undefined,
          }),
        },
        { onLine: log, signal },
      );
      if (result.code !== 0) {
        throw new InputError(
          `The app does not build: ${result.tail.slice(-8).join(' ')}`,
        );
      }
      await replaceFile(stamp, digest);
    } finally {
      clearInterval(timer);
    }
  } finally {
    lock.release();
  }
}

/** The portal's frontend, bundled when anything it is made of changed. */
export const appPart: Part = {
  name: 'app',
  title: 'Portal app',
  dependency: 'portal',
  needs: [],
  tools: [],
  ports: [],
  setUp: build,
};
