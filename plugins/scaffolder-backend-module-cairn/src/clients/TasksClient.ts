import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ConflictError, ResponseError } from '@backstage/errors';
import { z } from 'zod';

const TIMEOUT_MS = 30_000;

const taskSchema = z.object({ status: z.string() });

/** Asks the scaffolder about its tasks, by this plugin's own right. */
export class TasksClient {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  /** @throws ConflictError while the task can still make something; one that is not known any more cannot */
  async requireEnded(id: string): Promise<void> {
    const status = await this.#status(id);
    if (status === 'open' || status === 'processing') {
      throw new ConflictError(
        `The task ${id} is still at work on this plan, and would make again what is removed. Stop it first, or wait for its end.`,
      );
    }
  }

  async #status(id: string): Promise<string | undefined> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'scaffolder',
    });
    const baseUrl = await this.#discovery.getBaseUrl('scaffolder');
    const response = await fetch(
      `${baseUrl}/v2/tasks/${encodeURIComponent(id)}`,
      {
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      },
    );
    if (response.status === 404) {
      return undefined;
    }
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return taskSchema.parse(await response.json()).status;
  }
}
