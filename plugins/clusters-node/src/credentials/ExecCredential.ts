import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { isError } from '@backstage/errors';
import { z } from 'zod';
import type { ExecPlugin } from './parseKubeconfig';

const run = promisify(execFile);
const TIMEOUT_MS = 30_000;
/** A token is renewed this long before it ends, so that it does not end on the way. */
const RENEW_BEFORE_MS = 60_000;

const execCredentialSchema = z.looseObject({
  kind: z.literal('ExecCredential'),
  status: z.looseObject({
    token: z.string().min(1),
    expirationTimestamp: z.iso.datetime({ offset: true }).optional(),
  }),
});

/** The token of a credential plugin, kept until shortly before it ends. */
export class ExecCredential {
  readonly #plugin: ExecPlugin;
  #current?: { token: Promise<string>; validUntil: number };

  constructor(plugin: ExecPlugin) {
    this.#plugin = plugin;
  }

  /** @throws Error saying what went wrong, without the command's output: it may hold the credential. */
  async token(): Promise<string> {
    if (this.#current && Date.now() < this.#current.validUntil) {
      return this.#current.token;
    }
    const fetched = this.#run();
    const current = {
      token: fetched.then(({ token }) => token),
      validUntil: Date.now() + TIMEOUT_MS,
    };
    this.#current = current;
    try {
      const { expires } = await fetched;
      current.validUntil = expires - RENEW_BEFORE_MS;
    } catch (error) {
      this.forget();
      throw error;
    }
    return current.token;
  }

  /** The server refused the token: the next request gets a new one. */
  forget(): void {
    this.#current = undefined;
  }

  async #run(): Promise<{ token: string; expires: number }> {
    const { apiVersion, command, args, env } = this.#plugin;
    let stdout: string;
    try {
      ({ stdout } = await run(command, args, {
        timeout: TIMEOUT_MS,
        env: {
          ...process.env,
          ...env,
          KUBERNETES_EXEC_INFO: JSON.stringify({
            apiVersion,
            kind: 'ExecCredential',
            spec: { interactive: false },
          }),
        },
      }));
    } catch (error) {
      const code = isError(error)
        ? String(error.code ?? error.name)
        : 'unknown';
      throw new Error(`its credential plugin "${command}" failed (${code})`);
    }
    const parsed = execCredentialSchema.safeParse(parseJson(stdout));
    if (!parsed.success) {
      throw new Error(
        `its credential plugin "${command}" printed no ExecCredential with a token`,
      );
    }
    const { token, expirationTimestamp } = parsed.data.status;
    return {
      token,
      expires: expirationTimestamp
        ? Date.parse(expirationTimestamp)
        : Number.POSITIVE_INFINITY,
    };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
