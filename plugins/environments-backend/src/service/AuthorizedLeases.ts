import { NotFoundError } from '@backstage/errors';
import { environmentApplyPermission } from '@cairn/plugin-environments-common';
import { assertPerson } from '../plans/agents';
import type { EnvironmentsStore } from '../store/EnvironmentsStore';
import type { EnvironmentAuthorizer } from './EnvironmentAuthorizer';
import type { WriteOptions } from './Environments';
import type { Leases } from './Leases';

/** Lets through who may change the environment, and nobody else. */
export class AuthorizedLeases implements Leases {
  readonly #leases: Leases;
  readonly #environments: EnvironmentsStore;
  readonly #authorizer: EnvironmentAuthorizer;

  constructor(
    leases: Leases,
    environments: EnvironmentsStore,
    authorizer: EnvironmentAuthorizer,
  ) {
    this.#leases = leases;
    this.#environments = environments;
    this.#authorizer = authorizer;
  }

  async extend(name: string, options: WriteOptions) {
    assertPerson(
      options.credentials.principal,
      'move the end of an environment',
    );
    const environment = await this.#environments.byName(name);
    if (!environment) {
      throw new NotFoundError(`There is no environment '${name}'`);
    }
    await this.#authorizer.require(
      environmentApplyPermission,
      options.credentials,
      environment,
    );
    return this.#leases.extend(name, options);
  }
}
