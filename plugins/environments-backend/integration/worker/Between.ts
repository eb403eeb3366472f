import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { z } from 'zod';

const kubeconfigSchema = z.looseObject({
  clusters: z.tuple([
    z.looseObject({
      cluster: z.looseObject({
        server: z.string(),
        'certificate-authority-data': z.string(),
      }),
    }),
  ]),
});

/** A request that passes, or does not. */
export interface Passing {
  method: string;
  /** With its query. */
  path: string;
  body: string;
  /** Whether it changes something that is no dry run. */
  isWrite: boolean;
}

/** What the worker gets to see. */
export interface Answered {
  status: number;
  headers?: Record<string, string>;
  body: string;
}

/** Stands between a worker and the API server, and does to their talk what a test says. */
export class Between {
  /** What was answered to each write, in order. */
  readonly writes: Array<Passing & { status: number; message: string }> = [];
  /** Given a request and how to pass it on, what is answered; undefined closes the connection. */
  treat: (
    passing: Passing,
    passOn: () => Promise<Answered>,
  ) => Promise<Answered | undefined> = (_, passOn) => passOn();
  /** For the worker, instead of the API server's own. */
  readonly kubeconfig: string;
  /** What becomes of the path of a watch, whose events are passed on as they come; undefined closes the connection. */
  treatWatch: (path: string) => string | undefined = path => path;
  /** Each watch that was begun: its path as it was passed on, and what the API server said first. */
  readonly watches: Array<{ path: string; first?: string }> = [];
  readonly #streams = new Set<ServerResponse>();
  readonly #sources = new Set<IncomingMessage>();
  readonly #folder = mkdtempSync(join(tmpdir(), 'between-'));
  readonly #origin: string;
  readonly #agent: Agent;
  readonly #server: Server;
  readonly #config: z.infer<typeof kubeconfigSchema>;

  static async open(kubeconfig: string): Promise<Between> {
    const between = new Between(kubeconfig);
    await between.#listen();
    return between;
  }

  private constructor(kubeconfig: string) {
    this.#config = kubeconfigSchema.parse(
      parse(readFileSync(kubeconfig, 'utf8')),
    );
    const { cluster } = this.#config.clusters[0];
    this.#origin = cluster.server;
    this.#agent = new Agent({
      keepAlive: true,
      ca: Buffer.from(cluster['certificate-authority-data'], 'base64'),
    });
    this.kubeconfig = join(this.#folder, 'kubeconfig');
    this.#server = createServer(async (incoming, outgoing) => {
      if (incoming.url?.includes('watch=true')) {
        this.#watch(incoming, outgoing);
        return;
      }
      const body = await textOf(incoming);
      const passing: Passing = {
        method: incoming.method ?? 'GET',
        path: incoming.url ?? '/',
        body,
        isWrite:
          incoming.method !== 'GET' &&
          !/dryRun=All|selfsubjectreviews|cairn-fence/.test(incoming.url ?? ''),
      };
      const answered = await this.treat(passing, () =>
        this.#passOn(incoming, passing),
      ).catch(() => undefined);
      if (passing.isWrite) {
        this.writes.push({
          ...passing,
          status: answered?.status ?? 0,
          message: answered?.body ?? '',
        });
      }
      if (!answered) {
        outgoing.destroy();
        return;
      }
      outgoing.writeHead(answered.status, {
        'content-type': 'application/json',
        ...answered.headers,
      });
      outgoing.end(answered.body);
    });
  }

  /** Has what watches are told arrive later, without losing any of it. */
  holdWatches(): void {
    this.#sources.forEach(source => source.pause());
  }

  /** Lets it arrive. */
  releaseWatches(): void {
    this.#sources.forEach(source => source.resume());
  }

  /** Ends every watch. */
  cutWatches(): void {
    this.#streams.forEach(stream => stream.destroy());
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(done => this.#server.close(done));
    this.#agent.destroy();
    rmSync(this.#folder, { recursive: true });
  }

  #watch(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const path = this.treatWatch(incoming.url ?? '/');
    if (path === undefined) {
      outgoing.destroy();
      return;
    }
    const begun: { path: string; first?: string } = { path };
    this.watches.push(begun);
    this.#streams.add(outgoing);
    const {
      host: _host,
      connection: _connection,
      ...headers
    } = incoming.headers;
    const passed = request(
      `${this.#origin}${path}`,
      { headers, agent: this.#agent },
      response => {
        response.once('data', chunk => {
          begun.first = String(chunk);
        });
        outgoing.writeHead(response.statusCode ?? 0, {
          'content-type': 'application/json',
        });
        outgoing.flushHeaders();
        response.on('data', chunk => outgoing.write(chunk));
        response.on('end', () => outgoing.end());
        response.on('error', () => outgoing.destroy());
        this.#sources.add(response);
        response.on('close', () => this.#sources.delete(response));
      },
    );
    passed.on('error', () => outgoing.destroy());
    outgoing.on('close', () => {
      this.#streams.delete(outgoing);
      passed.destroy();
    });
    passed.end();
  }

  #passOn(
    incoming: IncomingMessage,
    { method, path, body }: Passing,
  ): Promise<Answered> {
    const {
      host: _host,
      connection: _connection,
      ...headers
    } = incoming.headers;
    return new Promise((resolve, reject) => {
      const passed = request(
        `${this.#origin}${path}`,
        { method, headers, agent: this.#agent },
        async response =>
          resolve({
            status: response.statusCode ?? 0,
            body: await textOf(response),
          }),
      );
      passed.on('error', reject);
      passed.end(body === '' ? undefined : body);
    });
  }

  async #listen(): Promise<void> {
    await new Promise<void>(done =>
      this.#server.listen(0, '127.0.0.1', () => done()),
    );
    const { port } = this.#server.address() as AddressInfo;
    const [named] = this.#config.clusters;
    writeFileSync(
      this.kubeconfig,
      stringify({
        ...this.#config,
        clusters: [
          { ...named, cluster: { server: `http://127.0.0.1:${port}` } },
        ],
      }),
    );
  }
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks).toString();
}
