import { readFile } from 'node:fs/promises';
import { isError, ResponseError } from '@backstage/errors';
import { z } from 'zod';

const versionSchema = z.looseObject({ Version: z.string() });
const userInfoSchema = z.looseObject({ loggedIn: z.boolean().default(false) });

/** Argo CD's own API, with a token that may read. */
export class ArgoCdApi {
  readonly #url: string;
  readonly #tokenFile: string;

  constructor(options: { url: string; tokenFile: string }) {
    this.#url = options.url;
    this.#tokenFile = options.tokenFile;
  }

  /** For example `v3.2.11`. */
  async version(options: { signal: AbortSignal }): Promise<string> {
    const { Version: version } = versionSchema.parse(
      await this.#get('/api/version', options),
    );
    // The commit that it was built from is of no use to a person.
    return version.split('+')[0];
  }

  /** Whether the token is accepted. */
  async isSignedIn(options: {
    token: string;
    signal: AbortSignal;
  }): Promise<boolean> {
    const { loggedIn } = userInfoSchema.parse(
      await this.#get('/api/v1/session/userinfo', options),
    );
    return loggedIn;
  }

  /** Undefined where its file is not there yet. */
  async token(): Promise<string | undefined> {
    try {
      return (await readFile(this.#tokenFile, 'utf8')).trim() || undefined;
    } catch (error) {
      if (isError(error) && error.code === 'ENOENT') {
        return undefined;
      }
      throw error;
    }
  }

  async #get(
    path: string,
    options: { token?: string; signal: AbortSignal },
  ): Promise<unknown> {
    const response = await fetch(`${this.#url}${path}`, {
      signal: options.signal,
      redirect: 'error',
      headers: options.token
        ? { authorization: `Bearer ${options.token}` }
        : undefined,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}
