import { execFile } from 'node:child_process';
import { access, constants, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The program that TechDocs runs. Starting it costs half a second of CPU, so it is asked again only when its file changed. */
export class Mkdocs {
  #known: { file: string; version: string } | undefined;

  /**
   * Its version.
   *
   * @throws Error where it is not on PATH or does not run.
   */
  async version(signal: AbortSignal): Promise<string> {
    const path = await findOnPath('mkdocs');
    const { mtimeMs, ino } = await stat(path);
    const file = `${path} ${ino} ${mtimeMs}`;
    if (this.#known?.file === file) {
      return this.#known.version;
    }
    const { stdout } = await run(path, ['--version'], { signal });
    const version = /version (\S+)/.exec(stdout)?.[1];
    if (!version) {
      throw new Error(`${path} --version does not answer as mkdocs does`);
    }
    this.#known = { file, version };
    return version;
  }
}

async function findOnPath(program: string): Promise<string> {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, program);
    const found = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (folder && found) {
      return path;
    }
  }
  throw new Error(`${program} is not on the PATH of the portal`);
}
