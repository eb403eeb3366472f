import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { certificateFiles } from './pki';

/** A request to a server of the local control plane, which is verified against the generated authority. */
export interface TlsRequest {
  /** PKI folder with `ca.crt`. */
  pki: string;
  /** Client certificate below it. Absent: anonymous. */
  client?: string;
  port: number;
  path: string;
  method?: string;
  contentType?: string;
  body?: string;
  signal?: AbortSignal;
}

const TIMEOUT_MS = 5000;

/** Sends it, and answers with the status and the text. */
export function tlsRequest(
  options: TlsRequest,
): Promise<{ status: number; text: string }> {
  const client = options.client
    ? certificateFiles(options.pki, options.client)
    : undefined;
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: options.port,
        path: options.path,
        method: options.method ?? 'GET',
        ca: readFileSync(join(options.pki, 'ca.crt')),
        cert: client && readFileSync(client.certificate),
        key: client && readFileSync(client.key),
        agent: false,
        headers: {
          Accept: 'application/json',
          ...(options.contentType
            ? { 'Content-Type': options.contentType }
            : {}),
        },
        signal: options.signal,
        timeout: TIMEOUT_MS,
      },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    sent.on('timeout', () =>
      sent.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)),
    );
    sent.on('error', reject);
    sent.end(options.body);
  });
}

/**
 * Asks a health endpoint.
 *
 * @throws Error with what it said, where that is not "ok".
 */
export async function requireHealthy(options: TlsRequest): Promise<void> {
  const { status, text } = await tlsRequest(options);
  if (status !== 200) {
    const failed = text
      .split('\n')
      .filter(line => line.startsWith('[-]'))
      .join(', ');
    throw new Error(
      `${options.path} answered ${status}: ${failed || text.slice(0, 200)}`,
    );
  }
}
