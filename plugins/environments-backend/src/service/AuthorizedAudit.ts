import {
  environmentAuditPermission,
  environmentReadPermission,
  type Environment,
  type LedgerEntry,
  type LedgerQuery,
  type Orphan,
} from '@cairn/plugin-environments-common';
import type { EnvironmentsStore } from '../store/EnvironmentsStore';
import type { Audit } from './Audit';
import type { ReadOptions } from './Environments';
import type { EnvironmentAuthorizer } from './EnvironmentAuthorizer';

/** Lets through what the permission policy allows, and nothing else. */
export class AuthorizedAudit implements Audit {
  readonly #audit: Audit;
  readonly #authorizer: EnvironmentAuthorizer;
  readonly #environments: Pick<EnvironmentsStore, 'byId' | 'byName'>;

  /** @param environments - whose what is asked for is */
  constructor(
    audit: Audit,
    authorizer: EnvironmentAuthorizer,
    environments: Pick<EnvironmentsStore, 'byId' | 'byName'>,
  ) {
    this.#audit = audit;
    this.#authorizer = authorizer;
    this.#environments = environments;
  }

  async getStory(name: string, options: ReadOptions) {
    await this.#requireReadable(await this.#environments.byName(name), options);
    return this.#audit.getStory(name, options);
  }

  async getReceipt(name: string, options: ReadOptions) {
    const receipt = await this.#audit.getReceipt(name, options);
    // Not of the environment that has the name now, which may be somebody else's.
    await this.#requireReadable(
      await this.#environments.byId(receipt.environmentId),
      options,
    );
    return receipt;
  }

  async listOrphans(options: ReadOptions): Promise<Orphan[]> {
    const { credentials } = options;
    // What is of no environment is for those only who may see all of them.
    const seesAll = (await this.#authorizer.visible(credentials)) === undefined;
    const orphans = await this.#audit.listOrphans(options);
    if (seesAll) {
      return orphans;
    }
    const readable = new Map<string, boolean>();
    for (const id of new Set(
      orphans.map(({ environmentId }) => environmentId),
    )) {
      const environment = await this.#environments.byId(id);
      readable.set(
        id,
        environment !== undefined &&
          (await this.#authorizer.may(
            environmentReadPermission,
            credentials,
            environment,
          )),
      );
    }
    return orphans.filter(({ environmentId }) => readable.get(environmentId));
  }

  async listLedger(query: LedgerQuery, options: ReadOptions) {
    await this.#requireAudit(options);
    return this.#audit.listLedger(query, options);
  }

  async *exportLedger(options: ReadOptions): AsyncGenerator<LedgerEntry> {
    await this.#requireAudit(options);
    yield* this.#audit.exportLedger(options);
  }

  async verifyLedger(options: ReadOptions) {
    await this.#requireAudit(options);
    return this.#audit.verifyLedger(options);
  }

  #requireAudit({ credentials }: ReadOptions): Promise<void> {
    return this.#authorizer.requireBasic(
      environmentAuditPermission,
      credentials,
    );
  }

  /** Of an environment that does not exist there is nothing to hide. */
  async #requireReadable(
    environment: Environment | undefined,
    { credentials }: ReadOptions,
  ): Promise<void> {
    if (environment) {
      await this.#authorizer.require(
        environmentReadPermission,
        credentials,
        environment,
      );
    }
  }
}
