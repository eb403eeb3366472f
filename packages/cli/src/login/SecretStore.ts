import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { isError } from '@backstage/errors';
import { dataHome } from './homes';

/** Secrets of a login. `clientSecret` only where the portal gave one when we registered. */
export type SecretName = 'accessToken' | 'refreshToken' | 'clientSecret';

/** Where the secrets of logins are: in the machine's keychain or in files, exactly where Backstage's CLI looks for them. */
export interface SecretStore {
  get(instance: string, name: SecretName): Promise<string | undefined>;
  set(instance: string, name: SecretName, secret: string): Promise<void>;
  delete(instance: string, name: SecretName): Promise<void>;
}

function serviceOf(instance: string): string {
  return `backstage-cli:auth-instance:${instance}`;
}

/** Files that only their owner can read. */
export class FileSecretStore implements SecretStore {
  readonly #folder: string;

  constructor(env: Readonly<Record<string, string | undefined>>) {
    this.#folder = join(dataHome(env), 'backstage-cli', 'auth-secrets');
  }

  async get(instance: string, name: SecretName) {
    try {
      return await readFile(this.#path(instance, name), 'utf8');
    } catch (error) {
      if (isError(error) && error.code === 'ENOENT') {
        return undefined;
      }
      throw error;
    }
  }

  async set(instance: string, name: SecretName, secret: string) {
    const path = this.#path(instance, name);
    await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
    // Written beside it and renamed: readers see a whole secret, and the mode is right also where the file was there.
    const next = `${path}.${randomBytes(4).toString('hex')}`;
    try {
      await writeFile(next, secret, { mode: 0o600, flag: 'wx' });
      await rename(next, path);
    } finally {
      await rm(next, { force: true });
    }
  }

  async delete(instance: string, name: SecretName) {
    await rm(this.#path(instance, name), { force: true });
  }

  #path(instance: string, name: SecretName) {
    return join(
      this.#folder,
      encodeURIComponent(serviceOf(instance)),
      `${encodeURIComponent(name)}.secret`,
    );
  }
}

/** The part of `keytar` that is used. */
interface Keychain {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, value: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

function isKeychain(value: unknown): value is Keychain {
  return (
    typeof value === 'object' &&
    value !== null &&
    'getPassword' in value &&
    typeof value.getPassword === 'function'
  );
}

class KeychainSecretStore implements SecretStore {
  readonly #keychain: Keychain;

  constructor(keychain: Keychain) {
    this.#keychain = keychain;
  }

  async get(instance: string, name: SecretName) {
    return (
      (await this.#keychain.getPassword(serviceOf(instance), name)) ?? undefined
    );
  }

  async set(instance: string, name: SecretName, secret: string) {
    await this.#keychain.setPassword(serviceOf(instance), name, secret);
  }

  async delete(instance: string, name: SecretName) {
    await this.#keychain.deletePassword(serviceOf(instance), name);
  }
}

/** The store that Backstage's CLI uses here: the keychain where its optional `keytar` can be loaded, else files. */
export function openSecretStore(
  env: Readonly<Record<string, string | undefined>>,
): SecretStore {
  try {
    // From where Backstage's CLI would load it, so that both take the same.
    const load = createRequire(require.resolve('@backstage/cli-node'));
    const keytar: unknown = load('keytar');
    if (isKeychain(keytar)) {
      return new KeychainSecretStore(keytar);
    }
  } catch {
    // Not built on this machine.
  }
  return new FileSecretStore(env);
}
