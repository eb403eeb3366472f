import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { Agent, request } from 'node:https';
import { parse, stringify } from 'yaml';
import { z } from 'zod';

const kubeconfigSchema = z.looseObject({
  clusters: z.array(
    z.looseObject({
      cluster: z.looseObject({
        server: z.string(),
        'certificate-authority': z.string().optional(),
        'certificate-authority-data': z.string().optional(),
      }),
    }),
  ),
});

/** Stands before an API server and counts what is asked of it. */
export class CountingProxy {
  requests = 0;
  readonly #server: Server;
  readonly #agent: Agent;
  readonly #kubeconfig: z.infer<typeof kubeconfigSchema>;

  private constructor(kubeconfig: z.infer<typeof kubeconfigSchema>) {
    const [{ cluster }] = kubeconfig.clusters;
    const target = new URL(cluster.server);
    this.#kubeconfig = kubeconfig;
    this.#agent = new Agent({
      keepAlive: true,
      ca: cluster['certificate-authority-data']
        ? Buffer.from(cluster['certificate-authority-data'], 'base64')
        : readFileSync(cluster['certificate-authority'] ?? ''),
    });
    this.#server = createServer((incoming, answer) => {
      this.requests += 1;
      const outgoing = request(
        {
          agent: this.#agent,
          host: target.hostname,
          port: target.port,
          method: incoming.method,
          path: incoming.url,
          headers: { ...incoming.headers, host: target.host },
        },
        response => {
          answer.writeHead(response.statusCode ?? 502, response.headers);
          answer.flushHeaders();
          response.pipe(answer);
          response.on('error', () => answer.destroy());
        },
      );
      outgoing.on('error', () => answer.destroy());
      answer.on('close', () => outgoing.destroy());
      incoming.pipe(outgoing);
    });
  }

  /** Opens one before the API server of a kubeconfig. */
  static async open(kubeconfig: string): Promise<CountingProxy> {
    const proxy = new CountingProxy(
      kubeconfigSchema.parse(parse(readFileSync(kubeconfig, 'utf8'))),
    );
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  /** Writes the same kubeconfig, leading here. */
  async writeKubeconfig(path: string): Promise<void> {
    const address = this.#server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const clusters = this.#kubeconfig.clusters.map(each => ({
      ...each,
      cluster: { server: `http://127.0.0.1:${port}` },
    }));
    await writeFile(path, stringify({ ...this.#kubeconfig, clusters }), {
      mode: 0o600,
    });
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
    this.#agent.destroy();
  }
}
