import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  environmentPolicyInputSchema,
  manifestPolicyInputSchema,
  type EnvironmentPolicyInput,
  type ManifestPolicyInput,
  type Verdict,
} from '@cairn/plugin-policy-common';
import type { z } from 'zod';
import { OpaClient, type OpaAnswer } from './clients/OpaClient';
import { readManifest, type RulePackage } from './documents';
import type { PolicyService } from './PolicyService';
import { PolicyUnavailableError } from './PolicyUnavailableError';
import { readVerdict } from './readVerdict';

/** Asks OPA, and believes it only where it answers as the bundle's manifest says it must. */
export class OpaPolicyService implements PolicyService {
  readonly #client: OpaClient | undefined;
  readonly #logger: LoggerService;
  /** Rule ids by package, with the revision of the bundle they came with; only the latest are kept. */
  readonly #manifests = new Map<
    RulePackage,
    { revision: string; rules: string[] }
  >();

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
    return this.#decide(
      'environments',
      parseInput(environmentPolicyInputSchema, input),
      { environment: input.environment?.name },
      options,
    );
  }

  async decideManifests(
    input: ManifestPolicyInput,
    options?: { signal?: AbortSignal },
  ): Promise<Verdict> {
    return this.#decide(
      'manifests',
      parseInput(manifestPolicyInputSchema, input),
      { source: input.source },
      options,
    );
  }

  async status(options?: { signal?: AbortSignal }) {
    return this.#readManifest('environments', options);
  }

  async #decide(
    rules: RulePackage,
    input: object,
    about: { environment?: string; source?: string },
    options: { signal?: AbortSignal } | undefined,
  ): Promise<Verdict> {
    try {
      const answer = await this.#ask(`cairn/${rules}/verdict`, input, options);
      return await this.#read(rules, answer, options);
    } catch (error) {
      this.#logger.warn('Policy gave no verdict, so a request was denied', {
        ...about,
        reason: error instanceof Error ? error.message : String(error),
      });
      throw error;
    }
  }

  /**
   * The manifest is read again where the answer does not fit it: with a bundle that is developed on, and so changes under one revision,
   * the ids that are known may be of a moment ago.
   */
  async #read(
    rules: RulePackage,
    answer: OpaAnswer,
    options: { signal?: AbortSignal } | undefined,
  ): Promise<Verdict> {
    const known = this.#manifests.get(rules);
    if (known?.revision === answer.revision) {
      try {
        return readVerdict(answer.result, answer.revision, known.rules);
      } catch (error) {
        if (!(error instanceof PolicyUnavailableError)) {
          throw error;
        }
      }
    }
    const fresh = await this.#readManifest(rules, options);
    if (fresh.revision !== answer.revision) {
      throw new PolicyUnavailableError(
        `The policy bundle changed from ${answer.revision} to ${fresh.revision} while it was asked; ask again`,
      );
    }
    this.#manifests.set(rules, fresh);
    return readVerdict(answer.result, answer.revision, fresh.rules);
  }

  async #readManifest(
    rules: RulePackage,
    options: { signal?: AbortSignal } | undefined,
  ) {
    const answer = await this.#ask(
      `cairn/${rules}/manifest`,
      undefined,
      options,
    );
    const { version, revision } = answer;
    return { version, revision, rules: readManifest(rules, answer) };
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

/** @throws InputError where the contract is not kept. */
function parseInput<T extends z.ZodType>(schema: T, input: z.input<T>) {
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new InputError(
      `The question to policy is not well-formed at ${
        issue.path.join('.') || 'its root'
      }: ${issue.message}`,
    );
  }
  return parsed.data;
}
