import { readFile } from 'node:fs/promises';
import {
  NotFoundError,
  ResponseError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { z } from 'zod';

const TIMEOUT_MS = 5000;

/** A workflow larger than this is not read. */
const MAX_FILE_BYTES = 256 * 1024;

const entriesSchema = z.array(
  z.object({ type: z.string(), path: z.string(), size: z.number() }),
);

const PAGE = 50;
/** Of the repositories of an organization. */
const MAX_PAGES = 20;

const repositoriesSchema = z.array(
  z.object({
    full_name: z.string(),
    default_branch: z.string(),
    updated_at: z.string(),
    empty: z.boolean(),
  }),
);

const branchSchema = z.object({
  commit: z.object({
    id: z.string(),
    message: z.string(),
    url: z.string(),
    author: z.object({ name: z.string() }),
  }),
});

/** A repository with something in it. */
export interface RepositorySummary {
  /** `owner/name`. */
  repository: string;
  defaultBranch: string;
  /** Milliseconds since 1970. */
  updatedAt: number;
}

/** The newest commit of a branch. */
export type BranchTip = z.infer<typeof branchSchema>['commit'];

/** What a commit's status says. */
export interface CommitStatus {
  state: 'pending' | 'success' | 'failure' | 'error';
  /** What reports, for example `pipeline/CI`. */
  context: string;
  /** One sentence. */
  description: string;
  /** Page that tells more. */
  url: string;
}

/** A file of a repository. */
export interface RepositoryFile {
  path: string;
  /** Absent: it is too large to be read. */
  text?: string;
}

/** Gitea's API, as far as the runner needs it. */
export class GitHost {
  readonly url: string;
  readonly #tokenFile: string;

  constructor(options: { url: string; tokenFile: string }) {
    this.url = options.url;
    this.#tokenFile = options.tokenFile;
  }

  /** Read each time: it may be made anew. */
  async token(): Promise<string> {
    return (await readFile(this.#tokenFile, 'utf8')).trim();
  }

  /**
   * Files with one of the endings directly in a folder, as they are at a commit, in the order of their names.
   *
   * @returns Nothing where there is no such folder.
   * @throws NotFoundError where there is no such repository or commit.
   */
  async listFiles(options: {
    repository: string;
    sha: string;
    folder: string;
    endings: readonly string[];
    limit: number;
  }): Promise<RepositoryFile[]> {
    const { repository, sha, folder, endings } = options;
    const at = `?ref=${sha}`;
    const listed = await this.#find(
      `/repos/${repository}/contents/${folder}${at}`,
    );
    const entries = entriesSchema.safeParse(listed);
    if (!entries.success) {
      return [];
    }
    const files = entries.data
      .filter(({ type }) => type === 'file')
      .filter(({ path }) => endings.some(ending => path.endsWith(ending)))
      .sort((a, b) => (a.path < b.path ? -1 : 1))
      .slice(0, options.limit);
    return Promise.all(
      files.map(async ({ path, size }) => {
        if (size > MAX_FILE_BYTES) {
          return { path };
        }
        const encoded = path.split('/').map(encodeURIComponent).join('/');
        const response = await this.#send(
          `/repos/${repository}/raw/${encoded}${at}`,
        );
        return { path, text: await response.text() };
      }),
    );
  }

  /** Repositories of an organization; none where there is no such organization. */
  async listRepositories(organization: string): Promise<RepositorySummary[]> {
    const found: RepositorySummary[] = [];
    for (let page = 1; page <= MAX_PAGES; page++) {
      const listed = repositoriesSchema.parse(
        (await this.#find(
          `/orgs/${encodeURIComponent(
            organization,
          )}/repos?limit=${PAGE}&page=${page}`,
        )) ?? [],
      );
      found.push(
        ...listed
          .filter(({ empty }) => !empty)
          .map(repository => ({
            repository: repository.full_name,
            defaultBranch: repository.default_branch,
            updatedAt: Date.parse(repository.updated_at),
          })),
      );
      if (listed.length < PAGE) {
        break;
      }
    }
    return found;
  }

  /** The newest commit of a branch; undefined where there is none. */
  async tip(
    repository: string,
    branch: string,
  ): Promise<BranchTip | undefined> {
    const encoded = branch.split('/').map(encodeURIComponent).join('/');
    const found = await this.#find(`/repos/${repository}/branches/${encoded}`);
    return found === undefined ? undefined : branchSchema.parse(found).commit;
  }

  async setStatus(
    repository: string,
    sha: string,
    status: CommitStatus,
  ): Promise<void> {
    await this.#send(`/repos/${repository}/statuses/${sha}`, {
      state: status.state,
      context: status.context,
      // Gitea's column ends there.
      description: status.description.slice(0, 250),
      target_url: status.url,
    });
  }

  async #find(path: string): Promise<unknown> {
    try {
      return await (await this.#send(path)).json();
    } catch (error) {
      if (error instanceof NotFoundError) {
        return undefined;
      }
      throw error;
    }
  }

  async #send(path: string, body?: unknown): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(`${this.url}/api/v1${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        redirect: 'error',
        headers: {
          Authorization: `token ${await this.token()}`,
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (error) {
      throw new ServiceUnavailableError(
        `The Git host gave no answer at ${this.url}`,
        error,
      );
    }
    if (response.status === 404) {
      await response.body?.cancel();
      throw new NotFoundError(`The Git host does not have ${path}`);
    }
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}
