import { readFile } from 'node:fs/promises';
import {
  ConflictError,
  InputError,
  isError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type {
  PipelineLog,
  PipelineRun,
  PipelineRunPage,
} from '@cairn/plugin-pipelines-common';
import { z } from 'zod';
import type { RunnerConfig } from '../config';
import {
  logSchema,
  runnerStatusSchema,
  runPageSchema,
  runSchema,
  type RunnerStatus,
} from './schemas';

const TIMEOUT_MS = 5000;

const failureSchema = z.object({ error: z.object({ message: z.string() }) });

type Query = Record<string, string | number | undefined>;

/** The pipeline runner's API. Every method throws `ServiceUnavailableError`, with what to do, where there is no proper answer. */
export class RunnerClient {
  readonly #config: RunnerConfig;

  constructor(config: RunnerConfig) {
    this.#config = config;
  }

  status(options: { signal: AbortSignal }): Promise<RunnerStatus> {
    return this.#call(runnerStatusSchema, '/status', options);
  }

  listRuns(query: {
    repository: string;
    limit: number;
    cursor?: string;
    branch?: string;
  }): Promise<PipelineRunPage> {
    return this.#call(runPageSchema, '/runs', { query });
  }

  getRun(id: string): Promise<PipelineRun> {
    return this.#call(runSchema, `/runs/${encodeURIComponent(id)}`);
  }

  getLog(id: string, after?: number): Promise<PipelineLog> {
    return this.#call(logSchema, `/runs/${encodeURIComponent(id)}/log`, {
      query: { after },
    });
  }

  /** @param by - Entity ref of who asks. */
  act(
    id: string,
    action: 'rerun' | 'cancel',
    by: string,
  ): Promise<PipelineRun> {
    return this.#call(runSchema, `/runs/${encodeURIComponent(id)}/${action}`, {
      body: { by },
    });
  }

  async #call<T>(
    schema: z.ZodType<T>,
    path: string,
    options: { query?: Query; body?: object; signal?: AbortSignal } = {},
  ): Promise<T> {
    const { status, body } = await this.#send(path, options);
    if (status >= 400) {
      throw failure(status, body, this.#config);
    }
    const parsed = schema.safeParse(body);
    if (!parsed.success) {
      throw new ServiceUnavailableError(
        `What answers at ${
          this.#config.url
        } does not speak as the pipeline runner does`,
      );
    }
    return parsed.data;
  }

  async #send(
    path: string,
    options: { query?: Query; body?: object; signal?: AbortSignal },
  ): Promise<{ status: number; body: unknown }> {
    const url = new URL(`${this.#config.url}/api/v1${path}`);
    for (const [name, value] of Object.entries(options.query ?? {})) {
      if (value !== undefined) {
        url.searchParams.set(name, String(value));
      }
    }
    const token = await this.#token();
    const deadline = AbortSignal.timeout(TIMEOUT_MS);
    try {
      const response = await fetch(url, {
        method: options.body ? 'POST' : 'GET',
        redirect: 'error',
        headers: {
          Authorization: `Bearer ${token}`,
          ...(options.body && { 'Content-Type': 'application/json' }),
        },
        body: options.body && JSON.stringify(options.body),
        signal: options.signal
          ? AbortSignal.any([deadline, options.signal])
          : deadline,
      });
      const text = await response.text();
      return { status: response.status, body: parseJson(text) };
    } catch (error) {
      throw new ServiceUnavailableError(
        `${
          deadline.aborted
            ? `The pipeline runner gave no answer within ${TIMEOUT_MS / 1000} s`
            : `The pipeline runner does not answer at ${this.#config.url}`
        }. Runs are kept and go on when it is back; the Platform page says how it is, \`./cairn logs pipelines\` why`,
        error,
      );
    }
  }

  async #token(): Promise<string> {
    try {
      return (await readFile(this.#config.tokenFile, 'utf8')).trim();
    } catch (error) {
      if (isError(error) && error.code === 'ENOENT') {
        throw new ServiceUnavailableError(
          'The pipeline runner was not started yet, so there is no token for it. It starts after the Git host; the Platform page says how far it is',
        );
      }
      throw new ServiceUnavailableError(
        'The token of the pipeline runner cannot be read; check the file that cairn.pipelines.tokenFile names',
        error,
      );
    }
  }
}

function failure(status: number, body: unknown, { url }: RunnerConfig): Error {
  const parsed = failureSchema.safeParse(body);
  const message = parsed.success
    ? parsed.data.error.message
    : 'No reason given';
  switch (status) {
    case 400:
      return new InputError(message);
    case 404:
      return new NotFoundError(message);
    case 409:
      return new ConflictError(message);
    case 401:
      return new ServiceUnavailableError(
        `The pipeline runner at ${url} does not accept the token of cairn.pipelines.tokenFile`,
      );
    default:
      return new ServiceUnavailableError(
        `The pipeline runner answered with status ${status}: ${message}`,
      );
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
