import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import { z } from 'zod';
import { InvalidValuesError, type FieldProblem } from '../errors';

const TIMEOUT_MS = 60_000;

/** A file, as bytes. */
export interface FileContent {
  path: string;
  content: Buffer;
  executable: boolean;
}

/** What a template would do. */
export interface DryRun {
  /** Everything that is in the workspace at the end. */
  files: FileContent[];
  /** Steps of the template, in order. */
  steps: Array<{ id: string; name: string; action: string }>;
}

const answerSchema = z.object({
  directoryContents: z.array(
    z.object({
      path: z.string(),
      base64Content: z.string(),
      executable: z.boolean().optional(),
    }),
  ),
  steps: z.array(
    z.object({ id: z.string(), name: z.string(), action: z.string() }),
  ),
});

const invalidValuesSchema = z.object({
  errors: z
    .array(
      z.object({
        property: z.string(),
        message: z.string(),
        name: z.string().optional(),
        argument: z.unknown().optional(),
      }),
    )
    .min(1),
});

const refusalSchema = z.object({ error: z.object({ message: z.string() }) });

/** The scaffolder's own renderer: the same that a task uses, in its dry run. */
export class ScaffolderClient {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  /**
   * Renders in this plugin's own name: a dry run takes any template along, so people do not have the right to it. Give
   * it only what comes from the catalog.
   *
   * @throws InvalidValuesError naming the values that the template does not take
   * @throws InputError where the template cannot be rendered with them
   */
  async dryRun(request: {
    /** The entity. */
    template: object;
    values: Record<string, unknown>;
    /** The folder of the template. */
    files: FileContent[];
  }): Promise<DryRun> {
    const { status, body } = await this.#post('/v2/dry-run', {
      template: request.template,
      values: request.values,
      directoryContents: request.files.map(({ path, content }) => ({
        path,
        base64Content: content.toString('base64'),
      })),
    });
    const invalid = invalidValuesSchema.safeParse(body);
    if (status === 400 && invalid.success) {
      throw new InvalidValuesError(...invalid.data.errors.map(problemOf));
    }
    const answer = answerSchema.safeParse(body);
    if (status !== 200 || !answer.success) {
      const refusal = refusalSchema.safeParse(body);
      throw new InputError(
        `The template cannot be rendered with these values: ${
          refusal.success
            ? refusal.data.error.message
            : `the scaffolder answered with status ${status}`
        }`,
      );
    }
    return {
      files: answer.data.directoryContents.map(
        ({ path, base64Content, executable }) => ({
          path,
          content: Buffer.from(base64Content, 'base64'),
          executable: executable ?? false,
        }),
      ),
      steps: answer.data.steps,
    };
  }

  async #post(path: string, body: object) {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'scaffolder',
    });
    const baseUrl = await this.#discovery.getBaseUrl('scaffolder');
    try {
      const response = await fetch(`${baseUrl}${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${token}`,
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const answer: unknown = await response.json();
      return { status: response.status, body: answer };
    } catch (error) {
      throw new ServiceUnavailableError(
        'The scaffolder does not answer, so nothing can be rendered; try again in a moment',
        error,
      );
    }
  }
}

function problemOf(
  problem: z.infer<typeof invalidValuesSchema>['errors'][number],
): FieldProblem {
  const path = problem.property.replace(/^instance\.?/, '');
  const missing = problem.name === 'required' ? String(problem.argument) : '';
  return {
    field: [path, missing].filter(Boolean).join('.') || 'values',
    message: missing ? 'is required' : problem.message,
  };
}
