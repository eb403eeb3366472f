import type { UserInfoService } from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { Environment } from '@cairn/plugin-environments-common';
import { POLICY_INPUT_VERSION } from '@cairn/plugin-policy-common';
import type { PolicyService } from '@cairn/plugin-policy-node';
import { FieldConflictError } from '../errors';
import { extensionOf } from '../leases/lease';
import type { KeptEnvironment, LeasesStore } from '../leases/LeasesStore';
import type { CatalogFacts } from '../plans/CatalogFacts';
import { personAsking, type UserCredentials } from '../plans/subject';
import type { EnvironmentsStore } from '../store/EnvironmentsStore';
import type { WriteOptions } from './Environments';
import type { Leases } from './Leases';

const POLICY_TIMEOUT_MS = 15_000;
/** Each time somebody else was faster, and then the answer is another one; more often than this nobody is. */
const TRIES = 5;

/** Moves the end of lifetimes. Nothing outside changes by that, so it is no plan and no run; policy is asked all the same. */
export class DefaultLeases implements Leases {
  readonly #leases: LeasesStore;
  readonly #environments: EnvironmentsStore;
  readonly #policy: PolicyService;
  readonly #catalog: CatalogFacts;
  readonly #userInfo: UserInfoService;
  readonly #tell: (environmentId: string) => Promise<void>;
  readonly #now: () => Promise<Date>;

  constructor(options: {
    leases: LeasesStore;
    environments: EnvironmentsStore;
    policy: PolicyService;
    catalog: CatalogFacts;
    userInfo: UserInfoService;
    /** Says that an environment changed; never throws. */
    tell: (environmentId: string) => Promise<void>;
    /** Default: the database's clock. */
    now?: () => Promise<Date>;
  }) {
    this.#leases = options.leases;
    this.#environments = options.environments;
    this.#policy = options.policy;
    this.#catalog = options.catalog;
    this.#userInfo = options.userInfo;
    this.#tell = options.tell;
    this.#now = options.now ?? (() => options.leases.now());
  }

  async extend(
    name: string,
    { credentials }: WriteOptions,
  ): Promise<Environment> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const environment = await this.#leases.byName(name);
      if (!environment) {
        throw new NotFoundError(`There is no environment '${name}'`);
      }
      const now = await this.#now();
      const { to, refusal } = extensionOf(environment.facts, now);
      if (to === undefined) {
        throw new FieldConflictError({
          field: 'environment',
          message: `'${name}' cannot be extended. ${refusal}`,
        });
      }
      await this.#requirePolicy(environment, to, credentials);
      if (await this.#extend(environment, to, credentials, now)) {
        await this.#tell(environment.id);
        return this.#stored(environment.id);
      }
    }
    throw new FieldConflictError({
      field: 'environment',
      message: `'${name}' is being changed by others; try again in a moment`,
    });
  }

  #extend(
    environment: KeptEnvironment,
    to: string,
    credentials: UserCredentials,
    now: Date,
  ): Promise<boolean> {
    const { id, name, facts } = environment;
    const used = facts.renewalsUsed + 1;
    return this.#leases.extend(
      environment,
      to,
      {
        kind: 'renewal',
        actor: credentials.principal.userEntityRef,
        environmentId: id,
        environment: name,
        summary: `Its end was moved from ${facts.expiresAt} to ${to} (extension ${used} of ${facts.lifecycle.renewals}).`,
        data: {
          from: facts.expiresAt,
          to,
          used,
          allowed: facts.lifecycle.renewals,
        },
      },
      now,
    );
  }

  /**
   * Policy judges the new end as that of an update that changes no object. A rule that asks for a yes has nothing here
   * that could be approved: what the environment is was approved before, and only its end is new.
   *
   * @throws NotAllowedError with the reasons
   */
  async #requirePolicy(
    { id, name, owner }: KeptEnvironment,
    to: string,
    credentials: UserCredentials,
  ): Promise<void> {
    const { namespace, parameters } = await this.#stored(id);
    const { subject } = await personAsking(credentials, this.#userInfo);
    const verdict = await this.#policy.decide(
      {
        version: POLICY_INPUT_VERSION,
        action: 'update',
        subject,
        class: await this.#environments.classFactsOf(id),
        environment: { name, namespace, owner, expiresAt: to },
        parameters,
        changes: [],
        catalog: {
          ownerExists: await this.#catalog.isGroup(owner, credentials),
        },
      },
      { signal: AbortSignal.timeout(POLICY_TIMEOUT_MS) },
    );
    if (!verdict.allowed) {
      const reasons = verdict.violations
        .filter(({ severity }) => severity === 'deny')
        .map(({ rule, message }) => `${rule}: ${message}`);
      throw new NotAllowedError(
        `Policy denies that '${name}' lives until ${to}. ${reasons.join(' ')}`,
      );
    }
  }

  async #stored(id: string): Promise<Environment> {
    const environment = await this.#environments.byId(id);
    if (!environment) {
      throw new NotFoundError(
        `The environment '${id}' does not exist any more`,
      );
    }
    return environment;
  }
}
