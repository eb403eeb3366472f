import { createServer, type Server } from 'node:http';

/** A Git host that knows which repositories there are, and can be away. */
export class FakeGitHost {
  readonly repositories = new Set<string>();
  /** Status of every answer; undefined: what is right. */
  status: number | undefined;
  readonly #server: Server;

  static async start(): Promise<FakeGitHost> {
    const host = new FakeGitHost();
    await new Promise<void>(done => host.#server.listen(0, '127.0.0.1', done));
    return host;
  }

  private constructor() {
    this.#server = createServer((request, response) => {
      const path = (request.url ?? '').replace('/api/v1/repos/', '');
      const status = this.status ?? (this.repositories.has(path) ? 200 : 404);
      response.writeHead(status).end('{}');
    });
  }

  get url(): string {
    const address = this.#server.address();
    return typeof address === 'object' && address
      ? `http://127.0.0.1:${address.port}`
      : '';
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(done => this.#server.close(done));
  }
}
