import { createServer, type Server } from 'node:http';

/** Answers as OPA does with whatever it is told to, or with something else altogether. */
export class FakeOpa {
  /** Sent as it is, instead of an answer. */
  raw?: { status: number; body: string };
  /** Ids that the manifest of its bundle names. */
  manifest = ['a'];
  verdict: unknown;
  /** `Authorization` of each request so far. */
  readonly tokens: Array<string | undefined> = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      this.tokens.push(request.headers.authorization);
      const result = request.url?.includes('/manifest')
        ? { rules: this.manifest }
        : this.verdict;
      const { status, body } = this.raw ?? {
        status: 200,
        body: JSON.stringify({
          provenance: { version: '1', bundles: { cairn: { revision: 'r' } } },
          result,
        }),
      };
      response.writeHead(status).end(body);
    });
  }

  static async start(): Promise<FakeOpa> {
    const fake = new FakeOpa();
    await new Promise<void>(done => fake.#server.listen(0, '127.0.0.1', done));
    return fake;
  }

  get url(): string {
    const address = this.#server.address();
    return typeof address === 'object'
      ? `http://127.0.0.1:${address?.port}`
      : '';
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(done => this.#server.close(done));
  }
}
