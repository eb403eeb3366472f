import { randomBytes } from 'node:crypto';

/** Tokens of the runs that run: good for one repository each, and only that long. Kept in memory alone. */
export class JobTokens {
  readonly #repositories = new Map<string, string>();

  /** @param repository - `owner/name`. */
  issue(repository: string): string {
    const token = `cairn_${randomBytes(32).toString('hex')}`;
    this.#repositories.set(token, repository);
    return token;
  }

  revoke(token: string): void {
    this.#repositories.delete(token);
  }

  /** The repository that a token is good for; a random token of this length cannot be found by its timing. */
  repositoryOf(token: string): string | undefined {
    return this.#repositories.get(token);
  }
}
