import type { PolicyRules } from '@cairn/plugin-policy-common';
import type { OpaClient } from './clients/OpaClient';
import { readCatalog, readManifest } from './documents';
import type { PolicyBundle, PolicyBundleStatus } from './PolicyBundle';
import { PolicyUnavailableError } from './PolicyUnavailableError';

const CATALOG = 'cairn/environments/catalog';
const MANIFEST = 'cairn/environments/manifest';

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
    const answer = await this.#opa().evaluate(CATALOG, undefined, options);
    return { revision: answer.revision, items: readCatalog(answer) };
  }

  async status(options?: {
    signal?: AbortSignal;
  }): Promise<PolicyBundleStatus> {
    const opa = this.#opa();
    const [manifest, catalog, problems] = await Promise.all([
      opa.evaluate(MANIFEST, undefined, options),
      opa.evaluate(CATALOG, undefined, options),
      opa.bundleProblems(options),
    ]);
    const expected = readManifest(manifest);
    requireSame(
      manifest.revision,
      expected,
      readCatalog(catalog).map(r => r.id),
    );
    const [problem] = Object.entries(problems).map(
      ([name, reason]) => `The newest bundle ${name} cannot be used: ${reason}`,
    );
    return {
      version: manifest.version,
      revision: manifest.revision,
      rules: expected,
      ...(problem ? { problem } : {}),
    };
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
