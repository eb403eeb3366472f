import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';
import { watch, type FSWatcher } from 'chokidar';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readClassFolders } from './config';
import type {
  EnvironmentClass,
  EnvironmentClasses,
  InvalidClass,
} from './EnvironmentClasses';
import { CLASS_FILE } from './parseClass';
import { readClass } from './readClass';

type Classes = { classes: EnvironmentClass[]; invalid: InvalidClass[] };

/** Long enough for an editor or `git checkout` to write all files of a class. */
const SETTLE_MS = 200;

/** Classes of local folders, read again after a file in one of them changed. */
export class FolderEnvironmentClasses implements EnvironmentClasses {
  readonly #folders: string[];
  readonly #logger: LoggerService;
  readonly #listeners = new Set<() => void>();
  #watcher: FSWatcher | undefined;
  #settling: NodeJS.Timeout | undefined;
  #read: Promise<Classes> | undefined;

  static fromConfig(
    config: Config,
    options: { logger: LoggerService },
  ): FolderEnvironmentClasses {
    return new FolderEnvironmentClasses({
      folders: readClassFolders(config),
      logger: options.logger,
    });
  }

  /** @param options.folders - absolute paths of the folders that hold classes */
  constructor(options: { folders: string[]; logger: LoggerService }) {
    this.#folders = options.folders;
    this.#logger = options.logger;
  }

  async list(): Promise<Classes> {
    this.#watch();
    this.#read ??= this.#readAll();
    return this.#read;
  }

  async get(name: string): Promise<EnvironmentClass> {
    const { classes, invalid } = await this.list();
    const found = classes.find(
      ({ definition }) => definition.metadata.name === name,
    );
    if (!found) {
      const broken = invalid.find(({ location }) =>
        location.endsWith(`/${name}/${CLASS_FILE}`),
      );
      throw new NotFoundError(
        broken
          ? `Environment class '${name}' is not valid: ${broken.reason}`
          : `There is no environment class '${name}'; there are: ${
              classes.map(c => c.definition.metadata.name).join(', ') || 'none'
            }`,
      );
    }
    return found;
  }

  onChange(listener: () => void): () => void {
    this.#watch();
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Stops watching. */
  async close(): Promise<void> {
    clearTimeout(this.#settling);
    this.#listeners.clear();
    await this.#watcher?.close();
  }

  async #readAll(): Promise<Classes> {
    const classes: EnvironmentClass[] = [];
    const invalid: InvalidClass[] = [];
    for (const folder of await this.#classFolders(invalid)) {
      const location = `file:${join(folder, CLASS_FILE)}`;
      try {
        const read = await readClass(folder);
        const name = read.definition.metadata.name;
        const first = classes.find(c => c.definition.metadata.name === name);
        if (first) {
          invalid.push({
            location,
            reason: `its name '${name}' is taken by ${first.location}`,
          });
        } else {
          classes.push(read);
        }
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        invalid.push({ location, reason });
        this.#logger.warn(
          `Environment class ${location} is not valid: ${reason}`,
        );
      }
    }
    return { classes, invalid };
  }

  async #classFolders(invalid: InvalidClass[]): Promise<string[]> {
    const found: string[] = [];
    for (const folder of this.#folders) {
      try {
        const entries = await readdir(folder, { withFileTypes: true });
        found.push(
          ...entries
            .filter(entry => entry.isDirectory() || entry.isSymbolicLink())
            .map(entry => join(folder, entry.name))
            .filter(path => existsSync(join(path, CLASS_FILE)))
            .sort(),
        );
      } catch (error) {
        invalid.push({
          location: `file:${folder}`,
          reason: `the folder cannot be read: ${
            error instanceof Error ? error.message : error
          }`,
        });
      }
    }
    return found;
  }

  #watch(): void {
    if (this.#watcher || this.#folders.length === 0) {
      return;
    }
    this.#watcher = watch(this.#folders, {
      ignoreInitial: true,
      followSymlinks: false,
    })
      .on('all', () => this.#changed())
      // What changed before the watch stood was not told.
      .on('ready', () => this.#changed())
      .on('error', error =>
        this.#logger.warn(
          `Changes of environment classes may not be seen: ${error}`,
        ),
      );
  }

  #changed(): void {
    this.#read = undefined;
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      this.#read = undefined;
      this.#listeners.forEach(listener => listener());
    }, SETTLE_MS);
  }
}
