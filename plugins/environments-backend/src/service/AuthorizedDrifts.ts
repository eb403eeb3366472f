import { environmentReadPermission } from '@cairn/plugin-environments-common';
import type { Drifts } from './Drifts';
import type { EnvironmentAuthorizer } from './EnvironmentAuthorizer';
import type { Environments, ReadOptions } from './Environments';

/** Lets those see what is not as planned who may see the environment. */
export class AuthorizedDrifts implements Drifts {
  readonly #drifts: Drifts;
  readonly #environments: Pick<Environments, 'get'>;
  readonly #authorizer: EnvironmentAuthorizer;

  constructor(
    drifts: Drifts,
    environments: Pick<Environments, 'get'>,
    authorizer: EnvironmentAuthorizer,
  ) {
    this.#drifts = drifts;
    this.#environments = environments;
    this.#authorizer = authorizer;
  }

  async getDrift(name: string, options: ReadOptions) {
    await this.#authorizer.require(
      environmentReadPermission,
      options.credentials,
      await this.#environments.get(name, options),
    );
    return this.#drifts.getDrift(name, options);
  }
}
