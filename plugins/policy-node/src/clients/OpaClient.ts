import { readFile } from 'node:fs/promises';
import type { RootConfigService } from '@backstage/backend-plugin-api';
import { Pool } from 'undici';
import { z } from 'zod';
import { PolicyUnavailableError } from '../PolicyUnavailableError';
import { readPolicyConfig, type PolicyConfig } from '../config';
import { describeFailure, isConnectionLost } from './failures';
import { readLimited } from './readLimited';

/** The largest answer that is read; a verdict on a plan of a thousand objects is far below it. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

/** Enough for the plans of a busy minute; OPA decides in milliseconds. */
const CONNECTIONS = 16;

/** What OPA answers to a question about a document. */
export interface OpaAnswer {
  /** Undefined where the document is. */
  result: unknown;
  /** Version of OPA. */
  version: string;
  /** Of the active bundle, or of each by its name where there are several. */
  revision: string;
}

const answerSchema = z.object({
  result: z.unknown().optional(),
  provenance: z.object({
    version: z.string().min(1),
    bundles: z
      .record(z.string(), z.object({ revision: z.string().optional() }))
      .optional(),
  }),
});

const bundleStatusSchema = z.object({
  result: z.object({
    bundles: z
      .record(
        z.string(),
        z.object({
          code: z.string().optional(),
          message: z.string().optional(),
        }),
      )
      .optional(),
  }),
});

const errorSchema = z.object({
  code: z.string(),
  message: z.string(),
  errors: z
    .array(
      z.object({
        code: z.string().optional(),
        location: z.object({ file: z.string(), row: z.number() }).optional(),
      }),
    )
    .optional(),
});

export interface RequestOptions {
  signal?: AbortSignal;
}

/**
 * Speaks with OPA's REST API through one pool of connections. Every method ends within the configured time and throws
 * `PolicyUnavailableError` for whatever is not a proper answer.
 */
export class OpaClient {
  readonly #config: PolicyConfig;
  readonly #pool: Pool;

  /** Undefined where no OPA is configured. */
  static fromConfig(config: RootConfigService): OpaClient | undefined {
    const policy = readPolicyConfig(config);
    return policy && new OpaClient(policy);
  }

  constructor(config: PolicyConfig) {
    this.#config = config;
    this.#pool = new Pool(config.url.origin, { connections: CONNECTIONS });
  }

  /** Evaluates a document, for example `cairn/environments/verdict`. An error inside a built-in function is an error of the whole. */
  async evaluate(
    document: string,
    input?: unknown,
    options?: RequestOptions,
  ): Promise<OpaAnswer> {
    const { status, body } = await this.#request(
      'POST',
      `/v1/data/${document}?provenance=true&strict-builtin-errors=true`,
      JSON.stringify({ input }),
      options,
    );
    if (status !== 200) {
      throw new PolicyUnavailableError(
        `OPA answered with status ${status}${describeOpaError(body)}`,
      );
    }
    const answer = answerSchema.safeParse(body);
    if (!answer.success) {
      throw new PolicyUnavailableError(
        `What answers at ${
          this.#address
        } does not speak as OPA does: ${firstIssue(answer.error)}`,
      );
    }
    return {
      result: answer.data.result,
      version: answer.data.provenance.version,
      revision: revisionOf(answer.data.provenance.bundles ?? {}),
    };
  }

  /**
   * Why a bundle could not be activated, by the bundle's name: OPA keeps the last good one and says so only here.
   * Empty where all are well, or where OPA runs without its status plugin and cannot tell.
   */
  async bundleProblems(
    options?: RequestOptions,
  ): Promise<Record<string, string>> {
    const { status, body } = await this.#request(
      'GET',
      '/v1/status',
      undefined,
      options,
    );
    const parsed = bundleStatusSchema.safeParse(body);
    if (status !== 200 || !parsed.success) {
      return {};
    }
    return Object.fromEntries(
      Object.entries(parsed.data.result.bundles ?? {}).flatMap(
        ([name, { code, message }]) =>
          code ? [[name, message ?? code] as const] : [],
      ),
    );
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  get #address() {
    return this.#config.url.href;
  }

  async #request(
    method: 'GET' | 'POST',
    path: string,
    body: string | undefined,
    options: RequestOptions | undefined,
  ): Promise<{ status: number; body: unknown }> {
    const deadline = AbortSignal.timeout(this.#config.timeoutMs);
    const signal = options?.signal
      ? AbortSignal.any([deadline, options.signal])
      : deadline;
    const headers = await this.#headers();
    const send = () =>
      this.#pool.request({
        method,
        path: `${this.#config.url.pathname.replace(/\/$/, '')}${path}`,
        headers,
        body,
        signal,
      });
    try {
      // A question changes nothing, so it is asked again where a kept connection turned out to be closed.
      const response = await send().catch(error => {
        if (isConnectionLost(error)) {
          return send();
        }
        throw error;
      });
      const text = await readLimited(response.body, MAX_ANSWER_BYTES);
      return { status: response.statusCode, body: parseJson(text) };
    } catch (error) {
      throw new PolicyUnavailableError(
        describeFailure(error, {
          address: this.#address,
          timeoutMs: this.#config.timeoutMs,
          late: deadline.aborted,
          cancelled: options?.signal?.aborted ?? false,
        }),
      );
    }
  }

  async #headers(): Promise<Record<string, string>> {
    const headers = { 'content-type': 'application/json' };
    const { tokenFile } = this.#config;
    if (!tokenFile) {
      return headers;
    }
    try {
      const token = (await readFile(tokenFile, 'utf8')).trim();
      return { ...headers, authorization: `Bearer ${token}` };
    } catch {
      throw new PolicyUnavailableError(
        'The token for OPA cannot be read; check the file that cairn.policy.tokenFile names',
      );
    }
  }
}

function revisionOf(bundles: Record<string, { revision?: string }>): string {
  const revisions = Object.entries(bundles).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  if (revisions.length === 0) {
    throw new PolicyUnavailableError(
      'OPA has no policy bundle; start it with one (opa run --server --bundle …), so that a decision can name what decided',
    );
  }
  for (const [name, { revision }] of revisions) {
    if (!revision) {
      throw new PolicyUnavailableError(
        `The policy bundle ${name} has no revision; build it with opa build --revision …, so that a decision can name what decided`,
      );
    }
  }
  return revisions.length === 1
    ? revisions[0][1].revision ?? ''
    : revisions.map(([name, { revision }]) => `${name}=${revision}`).join(',');
}

/** Only OPA's own words and places: what an expression evaluated to may be anything that the input held. */
function describeOpaError(body: unknown): string {
  const parsed = errorSchema.safeParse(body);
  if (!parsed.success) {
    return '';
  }
  const places = (parsed.data.errors ?? []).flatMap(({ code, location }) =>
    location ? [`${code ?? 'error'} at ${location.file}:${location.row}`] : [],
  );
  return `: ${[parsed.data.message, ...places.slice(0, 3)].join('; ')}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  return `${issue.path.join('.') || 'the answer'}: ${issue.message}`;
}
