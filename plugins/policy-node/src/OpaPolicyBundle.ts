import type { PolicyRule, PolicyRules } from '@cairn/plugin-policy-common';
import type { OpaClient } from './clients/OpaClient';
import { readCatalog, readManifest, type RulePackage } from './documents';
import type { PolicyBundle, PolicyBundleStatus } from './PolicyBundle';
import { PolicyUnavailableError } from './PolicyUnavailableError';

const PACKAGES: readonly RulePackage[] = ['environments', 'manifests'];

/** Reads the bundle out of the OPA that decides with it. */
export class OpaPolicyBundle implements PolicyBundle {
  readonly #client: OpaClient | undefined;

  constructor(client: OpaClient | undefined) {
    this.#client = client;
  }

  get configured() {
    return this.#client !== undefined;
  }

  async rules(options?: { signal?: AbortSignal }): Promise<PolicyRules> {
    const catalogs = await this.#catalogs(options);
    return {
      revision: catalogs[0].answer.revision,
      items: everyRule(catalogs.map(({ rules }) => rules)),
    };
  }

  async status(options?: {
    signal?: AbortSignal;
  }): Promise<PolicyBundleStatus> {
    const opa = this.#opa();
    const [manifests, catalogs, problems] = await Promise.all([
      Promise.all(
        PACKAGES.map(name =>
          opa.evaluate(`cairn/${name}/manifest`, undefined, options),
        ),
      ),
      this.#catalogs(options),
      opa.bundleProblems(options),
    ]);
    const expected = manifests.flatMap((manifest, index) => {
      const ids = readManifest(PACKAGES[index], manifest);
      requireSame(
        manifest.revision,
        ids,
        catalogs[index].rules.map(({ id }) => id),
      );
      return ids;
    });
    const [problem] = Object.entries(problems).map(
      ([name, reason]) => `The newest bundle ${name} cannot be used: ${reason}`,
    );
    return {
      version: manifests[0].version,
      revision: manifests[0].revision,
      rules: [...new Set(expected)],
      ...(problem ? { problem } : {}),
    };
  }

  async #catalogs(options: { signal?: AbortSignal } | undefined) {
    const opa = this.#opa();
    return Promise.all(
      PACKAGES.map(async name => {
        const answer = await opa.evaluate(
          `cairn/${name}/catalog`,
          undefined,
          options,
        );
        return { answer, rules: readCatalog(name, answer) };
      }),
    );
  }

  #opa(): OpaClient {
    if (!this.#client) {
      throw new PolicyUnavailableError(
        'Policy is not configured, so nothing is allowed; set cairn.policy.url to the address of OPA',
      );
    }
    return this.#client;
  }
}

/** Found here before the first request is denied because of it. */
function requireSame(revision: string, manifest: string[], rules: string[]) {
  const lost = manifest.filter(id => !rules.includes(id));
  const unnamed = rules.filter(id => !manifest.includes(id));
  if (lost.length > 0 || unnamed.length > 0) {
    throw new PolicyUnavailableError(
      `The policy bundle ${revision} and its manifest differ, so every request is denied: ${[
        ...lost.map(id => `${id} has no rule`),
        ...unnamed.map(id => `${id} is not in the manifest`),
      ].join(', ')}`,
    );
  }
}

/** By id; a rule that holds for both packages is one rule, described where it is written. */
function everyRule(catalogs: PolicyRule[][]): PolicyRule[] {
  const rules = new Map<string, PolicyRule>();
  for (const rule of catalogs.flat()) {
    if (!rules.has(rule.id)) {
      rules.set(rule.id, rule);
    }
  }
  return [...rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
