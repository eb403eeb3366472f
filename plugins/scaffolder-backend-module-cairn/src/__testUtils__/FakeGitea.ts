import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { GiteaClient } from '../clients/GiteaClient';

interface FakeCommit {
  sha: string;
  message: string;
  files: string[];
}

export interface FakeRepository {
  description: string;
  commits: FakeCommit[];
  branches: string[];
  files: Map<string, string>;
}

const bodySchema = z.object({
  name: z.string().default(''),
  description: z.string().optional(),
  message: z.string().default(''),
  files: z
    .array(z.object({ path: z.string(), content: z.string() }))
    .default([]),
});

/**
 * How a request goes wrong: `before` it has an effect, or `after` it had one, so that nobody is told. `status` is
 * answered instead.
 */
export type Trouble = 'before' | 'after' | number;

/** A Git host with one organization, `larkfield`, that answers as Gitea does, and goes wrong where a test says so. */
export class FakeGitea {
  readonly repositories = new Map<string, FakeRepository>();
  readonly teams: string[] = ['developers'];
  /** Every request so far, for example `POST /orgs/larkfield/repos`. */
  readonly requests: string[] = [];
  /** By the number of the request, counted from 0 since `reset`. */
  trouble = new Map<number, Trouble>();
  readonly #server: Server;
  #folder = '';

  static async start(): Promise<FakeGitea> {
    const host = new FakeGitea();
    host.#folder = await mkdtemp(join(tmpdir(), 'cairn-gitea-'));
    await writeFile(join(host.#folder, 'token'), 'secret\n');
    await new Promise<void>(done => host.#server.listen(0, '127.0.0.1', done));
    return host;
  }

  private constructor() {
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) {
        chunks.push(chunk);
      }
      const path = (request.url ?? '').replace('/api/v1', '').split('?')[0];
      const trouble = this.trouble.get(this.requests.length);
      this.requests.push(`${request.method} ${path}`);
      if (request.headers.authorization !== 'token secret') {
        response.writeHead(401).end('{}');
        return;
      }
      if (trouble === 'before') {
        response.destroy();
        return;
      }
      if (typeof trouble === 'number') {
        response.writeHead(trouble).end('{"message":"no"}');
        return;
      }
      const text = Buffer.concat(chunks).toString();
      const answer = this.#answer(
        `${request.method} ${path}`,
        bodySchema.parse(text ? JSON.parse(text) : {}),
      );
      if (trouble === 'after') {
        response.destroy();
        return;
      }
      send(response, answer);
    });
  }

  get url(): string {
    const address = this.#server.address();
    return typeof address === 'object' && address
      ? `http://127.0.0.1:${address.port}`
      : '';
  }

  client(): GiteaClient {
    return new GiteaClient({
      url: this.url,
      organization: 'larkfield',
      tokenFile: join(this.#folder, 'token'),
    });
  }

  /** A repository that somebody else made. */
  add(name: string, ...messages: string[]): FakeRepository {
    const repository: FakeRepository = {
      description: 'Of somebody else',
      commits: [],
      branches: messages.length > 0 ? ['main'] : [],
      files: new Map(),
    };
    messages.forEach(message => this.commit(repository, message, ['a']));
    this.repositories.set(name, repository);
    return repository;
  }

  commit(repository: FakeRepository, message: string, files: string[]): string {
    const sha = createHash('sha1')
      .update(`${repository.commits.length}${message}`)
      .digest('hex');
    repository.commits.unshift({ sha, message, files });
    return sha;
  }

  reset(): void {
    this.repositories.clear();
    this.requests.length = 0;
    this.trouble = new Map();
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(done => this.#server.close(done));
    await rm(this.#folder, { recursive: true, force: true });
  }

  #answer(
    request: string,
    body: z.infer<typeof bodySchema>,
  ): { status: number; body?: unknown } {
    if (request === 'POST /orgs/larkfield/repos') {
      if (this.repositories.has(body.name)) {
        return { status: 409, body: { message: 'it exists' } };
      }
      this.repositories.set(body.name, {
        description: body.description ?? '',
        commits: [],
        branches: [],
        files: new Map(),
      });
      return { status: 201, body: {} };
    }
    if (request === 'GET /orgs/larkfield/teams') {
      return {
        status: 200,
        body: this.teams.map((name, id) => ({ id, name })),
      };
    }
    const [, method, name, rest] =
      /^(\w+) \/repos\/larkfield\/([^/]+)(.*)$/.exec(request) ?? [];
    const repository = this.repositories.get(name ?? '');
    if (!repository) {
      return { status: 404, body: { message: 'not found' } };
    }
    switch (`${method} ${rest}`) {
      case 'GET ':
        return {
          status: 200,
          body: {
            description: repository.description,
            empty: repository.commits.length === 0,
          },
        };
      case 'PATCH ':
        repository.description = body.description ?? '';
        return { status: 200, body: {} };
      case 'DELETE ':
        this.repositories.delete(name ?? '');
        return { status: 204 };
      case 'GET /commits':
        return {
          status: repository.commits.length ? 200 : 409,
          body: repository.commits.map(({ sha, message, files }) => ({
            sha,
            commit: { message },
            files: files.map(filename => ({ filename })),
          })),
        };
      case 'GET /branches':
        return {
          status: 200,
          body: repository.branches.map(b => ({ name: b })),
        };
      case 'POST /contents':
        if (body.files.some(({ path }) => repository.files.has(path))) {
          return { status: 422, body: { message: 'file exists' } };
        }
        body.files.forEach(({ path, content }) =>
          repository.files.set(path, Buffer.from(content, 'base64').toString()),
        );
        repository.branches = ['main'];
        return {
          status: 201,
          body: {
            commit: {
              sha: this.commit(
                repository,
                body.message,
                body.files.map(({ path }) => path),
              ),
            },
          },
        };
      default:
        return { status: rest?.startsWith('/teams/') ? 204 : 405 };
    }
  }
}

function send(
  response: ServerResponse,
  { status, body }: { status: number; body?: unknown },
): void {
  response
    .writeHead(status)
    .end(body === undefined ? '' : JSON.stringify(body));
}
