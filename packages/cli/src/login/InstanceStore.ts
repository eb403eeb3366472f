import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isError } from '@backstage/errors';
import { parse, stringify } from 'yaml';
import { isRecord } from '@cairn/plugin-portal-common';
import { configHome } from './homes';

/** A portal that somebody logged in to, as Backstage's CLI stores it (`auth-instances.yaml`). No secret is in it. */
export interface LoginInstance {
  /** Host and port of the portal. */
  name: string;
  baseUrl: string;
  /** Address of a client metadata document, or the id that the portal gave when we registered. */
  clientId: string;
  /** Milliseconds since 1970. */
  issuedAt: number;
  /** Milliseconds since 1970. */
  accessTokenExpiresAt: number;
  /** The one that is meant where none is named. */
  selected?: boolean;
  metadata?: Record<string, unknown>;
}

/** By hand and not by a schema: it is read at the start of each command. */
function isInstance(value: unknown): value is LoginInstance {
  return (
    isRecord(value) &&
    typeof value.name === 'string' &&
    /^[a-zA-Z0-9._:@-]+$/.test(value.name) &&
    typeof value.baseUrl === 'string' &&
    URL.canParse(value.baseUrl) &&
    typeof value.clientId === 'string' &&
    typeof value.issuedAt === 'number' &&
    typeof value.accessTokenExpiresAt === 'number' &&
    ['undefined', 'boolean'].includes(typeof value.selected) &&
    (value.metadata === undefined || isRecord(value.metadata))
  );
}

/** The list of logins that `cairn` and `backstage-cli` share. */
export class InstanceStore {
  readonly path: string;

  constructor(env: Readonly<Record<string, string | undefined>>) {
    this.path = join(configHome(env), 'backstage-cli', 'auth-instances.yaml');
  }

  /** All of them; none where the file is missing or is not what it should be, as Backstage's CLI reads it. */
  async list(): Promise<LoginInstance[]> {
    let text: string;
    try {
      text = await readFile(this.path, 'utf8');
    } catch (error) {
      if (isError(error) && error.code === 'ENOENT') {
        return [];
      }
      throw error;
    }
    try {
      const stored: unknown = parse(text);
      const instances: unknown = isRecord(stored) ? stored.instances : [];
      return Array.isArray(instances) && instances.every(isInstance)
        ? instances
        : [];
    } catch {
      return [];
    }
  }

  async find(name: string): Promise<LoginInstance | undefined> {
    return (await this.list()).find(instance => instance.name === name);
  }

  /** The one that is meant where none is named. */
  async selected(): Promise<LoginInstance | undefined> {
    const instances = await this.list();
    return instances.find(({ selected }) => selected) ?? instances[0];
  }

  /** Adds or replaces it, and makes it the one that is meant where none is named. */
  async select(instance: LoginInstance): Promise<void> {
    await this.#change(others =>
      others
        .filter(({ name }) => name !== instance.name)
        .map((other): LoginInstance => ({ ...other, selected: false }))
        .concat({ ...instance, selected: true }),
    );
  }

  async remove(name: string): Promise<void> {
    await this.#change(all => all.filter(instance => instance.name !== name));
  }

  async #change(
    edit: (instances: LoginInstance[]) => LoginInstance[],
  ): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    await writeFile(this.path, '', { flag: 'a', mode: 0o600 });
    // The lock of Backstage's CLI, which is a folder beside the file. Loaded here: most commands change nothing.
    const lockfile: typeof import('proper-lockfile') = require('proper-lockfile');
    const release = await lockfile.lock(this.path, {
      retries: { retries: 20, factor: 1.2, minTimeout: 50, maxTimeout: 1000 },
    });
    const next = `${this.path}.${process.pid}.next`;
    try {
      const instances = edit(await this.list());
      await writeFile(next, stringify({ instances }, { indentSeq: false }), {
        mode: 0o600,
      });
      await rename(next, this.path);
    } finally {
      await rm(next, { force: true });
      await release();
    }
  }
}
