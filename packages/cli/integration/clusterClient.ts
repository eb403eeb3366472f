import { readFileSync } from 'node:fs';
import { Agent, fetch } from 'undici';
import { parse } from 'yaml';
import { z } from 'zod';

const kubeconfigSchema = z.object({
  clusters: z.tuple([
    z.object({
      cluster: z.object({
        server: z.string(),
        'certificate-authority-data': z.string(),
      }),
    }),
  ]),
  users: z.tuple([
    z.object({
      user: z.object({
        token: z.string().optional(),
        'client-certificate-data': z.string().optional(),
        'client-key-data': z.string().optional(),
      }),
    }),
  ]),
});

const statusSchema = z.object({ message: z.string().optional() });

function decode(base64: string | undefined): Buffer | undefined {
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64');
}

/** What the API server answered. */
export interface ClusterAnswer {
  status: number;
  /** Of a `Status`; empty for an object. */
  message: string;
  body: unknown;
}

/** Speaks to the API server as the holder of a kubeconfig file, and hides nothing of what it says. */
export class ClusterClient {
  readonly #server: string;
  readonly #token: string | undefined;
  readonly #agent: Agent;
  readonly #headers: Record<string, string>;

  /** @param headers - sent with each request */
  constructor(kubeconfig: string, headers: Record<string, string> = {}) {
    this.#headers = headers;
    const {
      clusters: [{ cluster }],
      users: [{ user }],
    } = kubeconfigSchema.parse(parse(readFileSync(kubeconfig, 'utf8')));
    this.#server = cluster.server;
    this.#token = user.token;
    this.#agent = new Agent({
      connect: {
        ca: decode(cluster['certificate-authority-data']),
        cert: decode(user['client-certificate-data']),
        key: decode(user['client-key-data']),
      },
    });
  }

  async send(
    method: string,
    path: string,
    body?: unknown,
    contentType = 'application/json',
  ): Promise<ClusterAnswer> {
    const response = await fetch(`${this.#server}${path}`, {
      method,
      dispatcher: this.#agent,
      headers: {
        ...this.#headers,
        ...(this.#token && { Authorization: `Bearer ${this.#token}` }),
        ...(body !== undefined && { 'Content-Type': contentType }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    return {
      status: response.status,
      message: statusSchema.safeParse(answer).data?.message ?? '',
      body: answer,
    };
  }

  close(): Promise<void> {
    return this.#agent.close();
  }
}
