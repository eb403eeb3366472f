import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { testPlatform } from './platform';

const commitSchema = z.object({ commit: z.object({ sha: z.string() }) });

const statusesSchema = z.object({
  statuses: z
    .array(
      z.object({
        status: z.string(),
        context: z.string(),
        description: z.string(),
        target_url: z.string(),
      }),
    )
    .nullable(),
});

const branchSchema = z.object({
  commit: z.object({ id: z.string(), message: z.string() }),
});

/** An organization of a test's own in the real Git host, so that the platform's own runner does not run its pushes too. */
export class Company {
  static async found(): Promise<Company> {
    const company = new Company(
      `runner-test-${randomBytes(4).toString('hex')}`,
    );
    await company.call('POST', '/orgs', {
      username: company.name,
      visibility: 'public',
    });
    return company;
  }

  readonly name: string;
  readonly url: string;
  readonly token: string;

  private constructor(name: string) {
    const { git } = testPlatform();
    this.name = name;
    this.url = git.url.replace('localhost', '127.0.0.1');
    this.token = readFileSync(git.tokenFile, 'utf8').trim();
  }

  async dissolve(repositories: readonly string[]): Promise<void> {
    for (const repository of repositories) {
      await this.call('DELETE', `/repos/${this.name}/${repository}`);
    }
    await this.call('DELETE', `/orgs/${this.name}`);
  }

  /** Tells `url` of pushes. */
  async hook(url: string, secret: string): Promise<void> {
    await this.call('POST', `/orgs/${this.name}/hooks`, {
      type: 'gitea',
      active: true,
      events: ['push'],
      config: { url, secret, content_type: 'json' },
    });
  }

  async repository(name: string): Promise<void> {
    await this.call('POST', `/orgs/${this.name}/repos`, {
      name,
      default_branch: 'main',
      auto_init: true,
    });
  }

  /** Commits files, as one push; answers with the commit. */
  async push(
    repository: string,
    files: Readonly<Record<string, string>>,
    options: { message?: string; branch?: string; isNew?: boolean } = {},
  ): Promise<string> {
    const { message = 'A change', branch = 'main' } = options;
    const answer = await this.call(
      'POST',
      `/repos/${this.name}/${repository}/contents`,
      {
        message,
        ...(options.isNew ? { new_branch: branch } : { branch }),
        files: Object.entries(files).map(([path, content]) => ({
          operation: 'create',
          path,
          content: Buffer.from(content).toString('base64'),
        })),
      },
    );
    return commitSchema.parse(answer).commit.sha;
  }

  /** The last word of each who reported on a commit. */
  async statuses(repository: string, sha: string) {
    const { statuses } = statusesSchema.parse(
      await this.call(
        'GET',
        `/repos/${this.name}/${repository}/commits/${sha}/status`,
      ),
    );
    return statuses ?? [];
  }

  async tip(repository: string, branch: string) {
    const answer = await this.call(
      'GET',
      `/repos/${this.name}/${repository}/branches/${branch}`,
    );
    return branchSchema.parse(answer).commit;
  }

  async call(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        Authorization: `token ${this.token}`,
        'Content-Type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    }
    return text === '' ? undefined : JSON.parse(text);
  }
}
