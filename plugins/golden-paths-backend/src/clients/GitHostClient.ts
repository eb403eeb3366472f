import { readFile } from 'node:fs/promises';
import { ServiceUnavailableError } from '@backstage/errors';
import type { GitConfig } from '../config';

const TIMEOUT_MS = 10_000;

/** Asks the Git host (Gitea or Forgejo) whether a repository is there. */
export class GitHostClient {
  readonly #config: GitConfig;

  constructor(config: GitConfig) {
    this.#config = config;
  }

  /** @throws ServiceUnavailableError where it cannot be told */
  async hasRepository(name: string): Promise<boolean> {
    const { url, organization } = this.#config;
    const path = [organization, name].map(encodeURIComponent).join('/');
    let status: number;
    try {
      const response = await fetch(`${url}/api/v1/repos/${path}`, {
        headers: await this.#headers(),
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await response.body?.cancel();
      status = response.status;
    } catch (error) {
      throw new ServiceUnavailableError(
        `The Git host does not answer at ${url}`,
        error,
      );
    }
    // Where a repository was renamed or moved, its old name is still in use: it leads to the new one.
    if (status === 200 || (status >= 301 && status <= 308)) {
      return true;
    }
    if (status === 404) {
      return false;
    }
    throw new ServiceUnavailableError(
      `The Git host at ${url} answered with status ${status} when asked for ${organization}/${name}`,
    );
  }

  async #headers(): Promise<Record<string, string>> {
    const { tokenFile } = this.#config;
    if (!tokenFile) {
      return {};
    }
    try {
      const token = (await readFile(tokenFile, 'utf8')).trim();
      return { authorization: `token ${token}` };
    } catch (error) {
      throw new ServiceUnavailableError(
        'The token for the Git host is not there yet (cairn.git.tokenFile)',
        error,
      );
    }
  }
}
