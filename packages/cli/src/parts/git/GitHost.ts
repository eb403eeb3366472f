import { readFile } from 'node:fs/promises';
import { NotFoundError, ResponseError } from '@backstage/errors';
import { z } from 'zod';
import type { PartContext } from '../../platform/Part';
import { send, type HttpRequest } from '../http';
import { GIT_ORGANIZATION, gitTokenFile } from './gitea';

const teamsSchema = z.array(z.object({ name: z.string() }));

const branchSchema = z.object({ commit: z.object({ message: z.string() }) });

const hooksSchema = z.array(
  z.object({
    id: z.number(),
    active: z.boolean(),
    config: z.object({ url: z.string() }),
  }),
);

/** Cairn's side of the Git host's API, in the example organization. */
export class GitHost {
  readonly #api: string;
  readonly #token: string;
  readonly #signal: AbortSignal;

  private constructor(api: string, token: string, signal: AbortSignal) {
    this.#api = api;
    this.#token = token;
    this.#signal = signal;
  }

  /** @throws where the Git host's token was not made yet. */
  static async of(context: PartContext): Promise<GitHost> {
    const token = await readFile(gitTokenFile(context.state), 'utf8');
    return new GitHost(
      `http://127.0.0.1:${context.ports.git}/api/v1`,
      token.trim(),
      context.signal,
    );
  }

  async ensureOrganization(options: { description: string }): Promise<void> {
    if (await this.#find(`/orgs/${GIT_ORGANIZATION}`)) {
      return;
    }
    await this.#call('/orgs', {
      method: 'POST',
      body: {
        username: GIT_ORGANIZATION,
        full_name: 'Larkfield',
        description: options.description,
        visibility: 'public',
        repo_admin_change_team_access: false,
      },
    });
  }

  /** A team of the organization that may push to all its repositories, made where there is none of that name. */
  async ensureTeam(name: string): Promise<void> {
    const path = `/orgs/${GIT_ORGANIZATION}/teams`;
    const teams = teamsSchema.parse(await this.#call(path));
    if (teams.some(team => team.name === name)) {
      return;
    }
    await this.#call(path, {
      method: 'POST',
      body: {
        name,
        includes_all_repositories: true,
        can_create_org_repo: false,
        units_map: {
          'repo.code': 'write',
          'repo.issues': 'write',
          'repo.pulls': 'write',
          'repo.releases': 'write',
        },
      },
    });
  }

  /** Makes an empty public repository where there is none of that name. */
  async ensureRepository(name: string, description: string): Promise<void> {
    if (await this.#find(`/repos/${GIT_ORGANIZATION}/${name}`)) {
      return;
    }
    await this.#call(`/orgs/${GIT_ORGANIZATION}/repos`, {
      method: 'POST',
      body: {
        name,
        description,
        private: false,
        auto_init: false,
        default_branch: 'main',
      },
    });
  }

  /** Message of the newest commit on `main`, or `undefined` where there is none. */
  async newestMessage(repository: string): Promise<string | undefined> {
    const branch = await this.#find(
      `/repos/${GIT_ORGANIZATION}/${repository}/branches/main`,
    );
    return branch === undefined
      ? undefined
      : branchSchema.parse(branch).commit.message;
  }

  /** Tells `url` of every push to the organization's repositories, signed with `secret`. */
  async ensurePushHook(url: string, secret: string): Promise<void> {
    const path = `/orgs/${GIT_ORGANIZATION}/hooks`;
    const hooks = hooksSchema.parse(await this.#call(path));
    const body = {
      type: 'gitea',
      active: true,
      events: ['push'],
      config: { url, secret, content_type: 'json' },
    };
    const known = hooks.find(hook => hook.config.url === url);
    if (known) {
      // The secret cannot be read, so it is set again: it may be another one by now.
      await this.#call(`${path}/${known.id}`, { method: 'PATCH', body });
    } else {
      await this.#call(path, { method: 'POST', body });
    }
  }

  async #find(path: string): Promise<unknown> {
    try {
      return await this.#call(path);
    } catch (error) {
      if (error instanceof NotFoundError) {
        return undefined;
      }
      throw error;
    }
  }

  async #call(path: string, request: HttpRequest = {}): Promise<unknown> {
    const call: HttpRequest = {
      ...request,
      signal: this.#signal,
      timeoutMs: 15_000,
      headers: { Authorization: `token ${this.#token}` },
    };
    const response = await send(`${this.#api}${path}`, call);
    if (response.status === 404) {
      throw new NotFoundError(`The Git host does not have ${path}`);
    }
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.status === 204 ? undefined : response.json();
  }
}
