import { readFile } from 'node:fs/promises';
import {
  ConflictError,
  isError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { z } from 'zod';
import type { GitConfig } from '../config';

const TIMEOUT_MS = 30_000;

const repositorySchema = z.object({
  description: z.string().default(''),
  empty: z.boolean(),
});
/** What is known of a repository. */
export type Repository = z.infer<typeof repositorySchema>;

const commitSchema = z.object({
  sha: z.string(),
  commit: z.object({ message: z.string() }),
  files: z
    .array(z.object({ filename: z.string() }))
    .nullish()
    .transform(files => (files ?? []).map(({ filename }) => filename)),
});

/** A commit, with the files that it changes. */
export interface Commit {
  sha: string;
  message: string;
  files: string[];
}

const madeSchema = z.object({ commit: z.object({ sha: z.string() }) });
const branchesSchema = z.array(z.object({ name: z.string() }));
const teamsSchema = z.array(z.object({ id: z.number(), name: z.string() }));
const refusalSchema = z.object({ message: z.string() });

/** How many commits are looked at; one that has more is in use by people. */
const MOST_COMMITS = 50;

/** Whose name a commit carries. */
export interface Author {
  name: string;
  email: string;
}

/** Cairn's side of the API of a Gitea or Forgejo, in one organization. */
export class GiteaClient {
  readonly #config: GitConfig;

  constructor(config: GitConfig) {
    this.#config = config;
  }

  get organization(): string {
    return this.#config.organization;
  }

  /** Undefined where there is none of that name. */
  async repository(name: string): Promise<Repository | undefined> {
    try {
      return repositorySchema.parse(await this.#call('GET', this.#repo(name)));
    } catch (error) {
      if (error instanceof NotFoundError) {
        return undefined;
      }
      throw error;
    }
  }

  /**
   * Makes an empty public repository.
   *
   * @throws ConflictError where there is one of that name
   */
  async createRepository(name: string, description: string): Promise<void> {
    await this.#call(
      'POST',
      `/orgs/${encodeURIComponent(this.#config.organization)}/repos`,
      {
        name,
        description,
        private: false,
        auto_init: false,
        default_branch: 'main',
      },
    );
  }

  async describe(name: string, description: string): Promise<void> {
    await this.#call('PATCH', this.#repo(name), { description });
  }

  async deleteRepository(name: string): Promise<void> {
    await this.#call('DELETE', this.#repo(name));
  }

  /** Puts files into an empty repository as the first commit of `main`. Answers the commit. */
  async firstCommit(
    name: string,
    commit: {
      message: string;
      author: Author;
      files: Array<{ path: string; base64: string }>;
    },
  ): Promise<string> {
    const made = await this.#call('POST', `${this.#repo(name)}/contents`, {
      branch: 'main',
      message: commit.message,
      author: commit.author,
      files: commit.files.map(({ path, base64 }) => ({
        operation: 'create',
        path,
        content: base64,
      })),
    });
    return madeSchema.parse(made).commit.sha;
  }

  /** The newest commits of `main`, newest first; undefined where there are too many to look at. */
  async commits(name: string): Promise<Commit[] | undefined> {
    const found = z
      .array(commitSchema)
      .parse(
        await this.#call(
          'GET',
          `${this.#repo(
            name,
          )}/commits?sha=main&stat=false&verification=false&files=true&limit=${MOST_COMMITS}`,
        ),
      );
    return found.length === MOST_COMMITS
      ? undefined
      : found.map(({ sha, commit, files }) => ({
          sha,
          message: commit.message,
          files,
        }));
  }

  async branches(name: string): Promise<string[]> {
    return branchesSchema
      .parse(await this.#call('GET', `${this.#repo(name)}/branches`))
      .map(branch => branch.name);
  }

  /** Lets a team into a repository, with what the team may do anyway. False where there is no team of that name. */
  async addTeam(name: string, team: string): Promise<boolean> {
    const teams = teamsSchema.parse(
      await this.#call(
        'GET',
        `/orgs/${encodeURIComponent(this.#config.organization)}/teams?limit=50`,
      ),
    );
    if (!teams.some(known => known.name === team)) {
      return false;
    }
    await this.#call(
      'PUT',
      `${this.#repo(name)}/teams/${encodeURIComponent(team)}`,
    );
    return true;
  }

  #repo(name: string): string {
    return `/repos/${encodeURIComponent(
      this.#config.organization,
    )}/${encodeURIComponent(name)}`;
  }

  async #call(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<unknown> {
    const { url } = this.#config;
    const headers = await this.#headers();
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${url}/api/v1${path}`, {
        method,
        headers,
        ...(body && { body: JSON.stringify(body) }),
        // A name that leads elsewhere is not the repository that was meant.
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      text = await response.text();
    } catch (error) {
      throw new ServiceUnavailableError(
        `The Git host does not answer at ${url} (${reasonOf(
          error,
        )}). Go on when it is back; see the Platform page.`,
      );
    }
    if (response.ok) {
      return text ? JSON.parse(text) : undefined;
    }
    const what = `${method} ${path.split('?')[0]}`;
    const said = messageOf(text);
    switch (response.status) {
      case 404:
        throw new NotFoundError(`The Git host does not have ${path}`);
      case 409:
      case 422:
        throw new ConflictError(`The Git host refuses ${what}: ${said}`);
      default:
        throw new ServiceUnavailableError(
          `The Git host answered ${what} with status ${response.status}: ${said}`,
        );
    }
  }

  async #headers(): Promise<Record<string, string>> {
    try {
      const token = (await readFile(this.#config.tokenFile, 'utf8')).trim();
      return {
        authorization: `token ${token}`,
        'content-type': 'application/json',
      };
    } catch {
      throw new ServiceUnavailableError(
        'The token for the Git host is not there yet (cairn.git.tokenFile). Go on when the Git host is ready; see the Platform page.',
      );
    }
  }
}

function messageOf(text: string): string {
  try {
    const refusal = refusalSchema.safeParse(JSON.parse(text));
    return refusal.success ? refusal.data.message : 'it gave no reason';
  } catch {
    return 'it gave no reason';
  }
}

function reasonOf(error: unknown): string {
  if (isError(error) && isError(error.cause)) {
    return String(error.cause.code ?? error.cause.message);
  }
  return isError(error) ? error.message : String(error);
}
