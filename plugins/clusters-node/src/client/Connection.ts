import { Agent } from 'undici';
import type { Access, KubeconfigFile } from '../credentials/KubeconfigFile';

const CONNECT_TIMEOUT_MS = 5_000;
const KEEP_ALIVE_MS = 30_000;
const MAX_CONNECTIONS = 16;
const MAX_RESPONSE_BYTES = 64 * 1024 * 1024;

/** An open door to one API server with one credential. */
export interface OpenConnection {
  agent: Agent;
  /** For answers that go on: each has a connection of its own, so that none waits behind them. */
  streams: Agent;
  access: Access;
  origin: string;
  /** Path of the server's URL, for servers behind a gateway; empty for most. */
  basePath: string;
}

/** One pool of sockets per credential, opened at the first request and anew when the credential changed. */
export class Connection {
  readonly #file: KubeconfigFile;
  #open?: OpenConnection;

  constructor(file: KubeconfigFile) {
    this.#file = file;
  }

  /** @throws ClusterUnavailableError where the credential cannot be read. */
  async open(): Promise<OpenConnection> {
    const access = await this.#file.access();
    if (this.#open?.access === access) {
      return this.#open;
    }
    const previous = this.#open;
    const url = new URL(access.server);
    const connect = {
      timeout: CONNECT_TIMEOUT_MS,
      ca: access.certificateAuthority,
      cert: access.clientCertificate?.certificate,
      key: access.clientCertificate?.key,
      servername: access.tlsServerName,
      // Said here so that NODE_TLS_REJECT_UNAUTHORIZED=0 cannot turn it off.
      rejectUnauthorized: true,
    };
    this.#open = {
      access,
      origin: url.origin,
      basePath: url.pathname.replace(/\/+$/, ''),
      agent: new Agent({
        connections: MAX_CONNECTIONS,
        keepAliveTimeout: KEEP_ALIVE_MS,
        maxResponseSize: MAX_RESPONSE_BYTES,
        connect,
      }),
      // Whoever reads a stream says how long it may be silent.
      streams: new Agent({ bodyTimeout: 0, connect }),
    };
    // Requests under way end in peace.
    void previous?.agent.close();
    // Those that go on begin again with the new credential.
    void previous?.streams.destroy();
    return this.#open;
  }

  async close(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    await Promise.all([open?.agent.destroy(), open?.streams.destroy()]);
  }
}
