import { dirname, join } from 'node:path';
import { isError } from '@backstage/errors';
import { CommandError, EXIT } from '../exitCodes';
import { InstanceStore, type LoginInstance } from './InstanceStore';
import { openSecretStore, type SecretStore } from './SecretStore';

/** A token that ends sooner than this is not worth sending; as in Backstage's CLI. In milliseconds. */
const EARLY_MS = 2 * 60_000;

/** Name under which a portal's login is stored. */
export function instanceNameOf(portalUrl: string): string {
  return new URL(portalUrl).host;
}

/** What to say where nobody is logged in. */
export function notLoggedIn(portalUrl: string, why?: string): CommandError {
  return new CommandError(
    `${
      why ?? `You are not logged in to ${portalUrl}.`
    } Run ./cairn login --portal ${portalUrl}`,
    EXIT.notLoggedIn,
  );
}

/** The login to one portal, shared with `backstage-cli`. */
export class Login {
  readonly #portalUrl: string;
  readonly #instances: InstanceStore;
  readonly #secrets: SecretStore;

  constructor(
    env: Readonly<Record<string, string | undefined>>,
    portalUrl: string,
  ) {
    this.#portalUrl = portalUrl;
    this.#instances = new InstanceStore(env);
    this.#secrets = openSecretStore(env);
  }

  /**
   * A token that is good for two minutes or more, refreshed where that is needed.
   *
   * @throws CommandError where nobody is logged in, or the login has ended.
   */
  async accessToken(): Promise<string> {
    const instance = await this.#instance();
    if (isFresh(instance)) {
      const token = await this.#secrets.get(instance.name, 'accessToken');
      if (token) {
        return token;
      }
    }
    return this.#refreshed(instance.name);
  }

  async #instance(): Promise<LoginInstance> {
    const instance = await this.#instances.find(
      instanceNameOf(this.#portalUrl),
    );
    if (!instance || instance.baseUrl !== this.#portalUrl) {
      throw notLoggedIn(this.#portalUrl);
    }
    return instance;
  }

  async #refreshed(name: string): Promise<string> {
    // A refresh token works once: of two processes at a time, the second finds what the first got.
    const {
      ProcessLock,
    }: typeof import('../processes/ProcessLock') = require('../processes/ProcessLock');
    const lock = await ProcessLock.acquire(
      join(
        dirname(this.#instances.path),
        `refresh-${encodeURIComponent(name)}.lock`,
      ),
      { note: name },
    );
    try {
      // Loaded here: it brings much with it, and most commands find a fresh token.
      const {
        CliAuth,
      }: typeof import('@backstage/cli-node') = require('@backstage/cli-node');
      const auth = await CliAuth.create({ instanceName: name });
      return await auth.getAccessToken();
    } catch (error) {
      throw this.#explainRefresh(error);
    } finally {
      lock.release();
    }
  }

  #explainRefresh(error: unknown): unknown {
    // fetch rejects with a TypeError where nobody answers; all else means that this login is good for nothing any more.
    if (isTrouble(error)) {
      return error;
    }
    return notLoggedIn(
      this.#portalUrl,
      `Your login to ${this.#portalUrl} has ended.`,
    );
  }
}

function isTrouble(error: unknown): boolean {
  return (
    isError(error) &&
    (error.name === 'TypeError' ||
      error.name === 'TimeoutError' ||
      (typeof error.statusCode === 'number' && error.statusCode >= 500))
  );
}

function isFresh(instance: LoginInstance): boolean {
  return instance.accessTokenExpiresAt > Date.now() + EARLY_MS;
}
