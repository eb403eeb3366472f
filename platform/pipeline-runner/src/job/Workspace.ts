import { lstat, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NotAllowedError } from '@backstage/errors';
import { makeWritable } from './makeWritable';

/** Folders of one run. */
export interface WorkspaceFolders {
  root: string;
  /** `HOME` of the run. */
  home: string;
  /** Where it keeps what it does not need afterwards. */
  temporary: string;
  /** The commit. */
  checkout: string;
  /** Programs that the run can use by name. */
  programs: string;
  /** act's own files, with the copies of the commit that jobs work in. */
  act: string;
}

/** Runs `cairn-policy` from its source, as the runner itself runs. */
function policyCommand(): string {
  const quoted = (path: string) => `'${path.replace(/'/g, `'\\''`)}'`;
  return `#!/bin/sh
exec ${quoted(process.execPath)} --require ${quoted(
    require.resolve('@backstage/cli-node/config/nodeTransform.cjs'),
  )} ${quoted(join(__dirname, '..', 'policy', 'main.ts'))} "$@"
`;
}

/** Makes the folders of a run, with links to the programs it may use. */
export async function makeWorkspace(
  root: string,
  programs: Readonly<Record<string, string>>,
): Promise<WorkspaceFolders> {
  const folders: WorkspaceFolders = {
    root,
    home: join(root, 'home'),
    temporary: join(root, 'tmp'),
    checkout: join(root, 'checkout'),
    programs: join(root, 'bin'),
    act: join(root, 'act'),
  };
  for (const folder of Object.values(folders)) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  }
  for (const [name, path] of Object.entries(programs)) {
    await symlink(path, join(folders.programs, name));
  }
  await writeFile(join(folders.programs, 'cairn-policy'), policyCommand(), {
    mode: 0o755,
  });
  return folders;
}

/**
 * Makes the folder that holds those of runs.
 *
 * @throws NotAllowedError where it is somebody else's, who could put programs into it.
 */
export async function makeWorkFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const stat = await lstat(path);
  if (!stat.isDirectory() || stat.uid !== process.getuid?.()) {
    throw new NotAllowedError(
      `${path} is not a folder of this user's, so runs are not safe in it. Remove it`,
    );
  }
}

/** Removes a folder of a run, also where the run took away the right to. */
export async function removeWorkspace(root: string): Promise<void> {
  try {
    await rm(root, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    await makeWritable(root);
    await rm(root, { recursive: true, force: true, maxRetries: 3 });
  }
}
