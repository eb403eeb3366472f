import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  environmentPolicyInputSchema,
  type EnvironmentPolicyInput,
  type Verdict,
} from '@cairn/plugin-policy-common';
import { OpaClient, type OpaAnswer } from './clients/OpaClient';
import { readManifest } from './documents';
import type { PolicyService } from './PolicyService';
import { PolicyUnavailableError } from './PolicyUnavailableError';
import { readVerdict } from './readVerdict';

const VERDICT = 'cairn/environments/verdict';
const MANIFEST = 'cairn/environments/manifest';

/** Asks OPA, and believes it only where it answers as the bundle's manifest says it must. */
export class OpaPolicyService implements PolicyService {
  readonly #client: OpaClient | undefined;
  readonly #logger: LoggerService;
  /** Rule ids by the revision of the bundle they came with; only the latest is kept. */
  #manifest: { revision: string; rules: string[] } | undefined;

  static fromConfig(
    config: RootConfigService,
    options: { logger: LoggerService },
  ): OpaPolicyService {
    return new OpaPolicyService(OpaClient.fromConfig(config), options.logger);
  }

  constructor(client: OpaClient | undefined, logger: LoggerService) {
    this.#client = client;
    this.#logger = logger;
  }

  async decide(
    input: EnvironmentPolicyInput,
    options?: { signal?: AbortSignal },
  ): Promise<Verdict> {
    const parsed = environmentPolicyInputSchema.safeParse(input);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new InputError(
        `The question to policy is not well-formed at ${
          issue.path.join('.') || 'its root'
        }: ${issue.message}`,
      );
    }
    try {
      const answer = await this.#ask(VERDICT, parsed.data, options);
      return await this.#read(answer, options);
    } catch (error) {
      this.#logger.warn('Policy gave no verdict, so a request was denied', {
        environment: parsed.data.environment.name,
        reason: error instanceof Error ? error.message : String(error),
      });
      throw error;
    }
  }

  async status(options?: { signal?: AbortSignal }) {
    const answer = await this.#ask(MANIFEST, undefined, options);
    const { version, revision } = answer;
    return { version, revision, rules: readManifest(answer) };
  }

  /**
   * The manifest is read again where the answer does not fit it: with a bundle that is developed on, and so changes under one revision,
   * the ids that are known may be of a moment ago.
   */
  async #read(
    answer: OpaAnswer,
    options: { signal?: AbortSignal } | undefined,
  ): Promise<Verdict> {
    const known = this.#manifest;
    if (known?.revision === answer.revision) {
      try {
        return readVerdict(answer.result, answer.revision, known.rules);
      } catch (error) {
        if (!(error instanceof PolicyUnavailableError)) {
          throw error;
        }
      }
    }
    const fresh = await this.status(options);
    if (fresh.revision !== answer.revision) {
      throw new PolicyUnavailableError(
        `The policy bundle changed from ${answer.revision} to ${fresh.revision} while it was asked; ask again`,
      );
    }
    this.#manifest = { revision: fresh.revision, rules: fresh.rules };
    return readVerdict(answer.result, answer.revision, fresh.rules);
  }

  #ask(
    document: string,
    input: unknown,
    options: { signal?: AbortSignal } | undefined,
  ): Promise<OpaAnswer> {
    if (!this.#client) {
      throw new PolicyUnavailableError(
        'Policy is not configured, so nothing is allowed; set cairn.policy.url to the address of OPA',
      );
    }
    return this.#client.evaluate(document, input, options);
  }
}
