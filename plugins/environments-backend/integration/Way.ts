import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { z } from 'zod';

const kubeconfigSchema = z.looseObject({
  clusters: z.array(
    z.looseObject({ cluster: z.looseObject({ server: z.string() }) }),
  ),
});

/** The way to an API server. It can be blocked, silently as by a frozen server, or cut, as by a restart. */
export class Way {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #isBlocked = false;

  /** @param kubeconfig - names the API server that it leads to */
  static async to(kubeconfig: string): Promise<Way> {
    const { clusters } = read(kubeconfig);
    const way = new Way(Number(new URL(clusters[0].cluster.server).port));
    way.#server.listen(0, '127.0.0.1');
    await once(way.#server, 'listening');
    return way;
  }

  private constructor(target: number) {
    this.#server = createServer(client => {
      const server = connect(target, '127.0.0.1');
      for (const [from, to] of [
        [client, server],
        [server, client],
      ]) {
        this.#sockets.add(from);
        from.on('data', data => {
          if (!this.#isBlocked) {
            to.write(data);
          }
        });
        from.on('error', () => to.destroy());
        from.on('close', () => {
          this.#sockets.delete(from);
          to.destroy();
        });
      }
    });
  }

  /** A copy of a kubeconfig that takes this way. */
  async kubeconfig(original: string, folder: string): Promise<string> {
    const address = this.#server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const config = read(original);
    for (const { cluster } of config.clusters) {
      const url = new URL(cluster.server);
      url.port = String(port);
      cluster.server = url.toString();
    }
    const path = join(folder, `${port}-${original.replace(/\W/g, '-')}.yaml`);
    await writeFile(path, stringify(config), { mode: 0o600 });
    return path;
  }

  /** Nothing gets through any more, and nobody is told. */
  block(): void {
    this.#isBlocked = true;
  }

  /** New connections get through; those from before are dead. */
  release(): void {
    this.#isBlocked = false;
  }

  /** Ends every connection; new ones get through. */
  cut(): void {
    this.#sockets.forEach(socket => socket.destroy());
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

function read(path: string): z.infer<typeof kubeconfigSchema> {
  return kubeconfigSchema.parse(parse(readFileSync(path, 'utf8')));
}
