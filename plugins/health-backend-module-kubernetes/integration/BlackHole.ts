import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** Stands between a client and a server on loopback, and can swallow everything, or refuse it. */
export class BlackHole {
  readonly #target: number;
  readonly #sockets = new Set<Socket>();
  #server?: Server;
  #swallows = false;
  #port = 0;

  constructor(target: number) {
    this.#target = target;
  }

  get port(): number {
    return this.#port;
  }

  async open(): Promise<void> {
    this.#server = createServer(client => this.#join(client));
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    this.#port = typeof address === 'object' && address ? address.port : 0;
  }

  /** Nothing gets through any more, and nobody is told: as with a frozen server or a lost network. */
  swallow(): void {
    this.#swallows = true;
    this.#sockets.forEach(socket => socket.pause());
  }

  /** New connections get through; those from before stay dead, as after a network came back. */
  release(): void {
    this.#swallows = false;
  }

  /** Ends every connection and refuses new ones, as when a server was killed. */
  async close(): Promise<void> {
    this.#sockets.forEach(socket => socket.destroy());
    const server = this.#server;
    this.#server = undefined;
    if (server) {
      server.close();
      await once(server, 'close');
    }
  }

  #join(client: Socket): void {
    const server = connect(this.#target, '127.0.0.1');
    for (const [from, to] of [
      [client, server],
      [server, client],
    ]) {
      this.#sockets.add(from);
      from.on('data', data => {
        if (!this.#swallows) {
          to.write(data);
        }
      });
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
    }
    if (this.#swallows) {
      client.pause();
    }
  }
}
