import { NotFoundError } from '@backstage/errors';
import type { Run } from '@cairn/plugin-environments-common';
import { assertPerson } from '../plans/agents';
import type { Stores } from '../store/Stores';
import { permissionToApply } from './AuthorizedEnvironments';
import { planned, type EnvironmentAuthorizer } from './EnvironmentAuthorizer';
import type { WriteOptions } from './Environments';
import type { RunControl } from './RunControl';

/** Who may apply a plan may let its run go on, and end it. Not a program: each has an effect that nobody looked at. */
export class AuthorizedRunControl implements RunControl {
  readonly #runs: RunControl;
  readonly #authorizer: EnvironmentAuthorizer;
  readonly #stores: Pick<Stores, 'runs' | 'plans'>;

  constructor(
    runs: RunControl,
    options: {
      authorizer: EnvironmentAuthorizer;
      stores: Pick<Stores, 'runs' | 'plans'>;
    },
  ) {
    this.#runs = runs;
    this.#authorizer = options.authorizer;
    this.#stores = options.stores;
  }

  async retryRun(id: string, options: WriteOptions): Promise<Run> {
    assertPerson(options.credentials.principal, 'let a run go on');
    await this.#require(id, options);
    return this.#runs.retryRun(id, options);
  }

  async cancelRun(id: string, options: WriteOptions): Promise<Run> {
    assertPerson(options.credentials.principal, 'cancel a run');
    await this.#require(id, options);
    return this.#runs.cancelRun(id, options);
  }

  async #require(id: string, { credentials }: WriteOptions): Promise<void> {
    const run = await this.#stores.runs.record(id);
    const stored =
      run && (await this.#stores.plans.get(run.digest, new Date()));
    if (!stored) {
      throw new NotFoundError(`There is no run '${id}'`);
    }
    await this.#authorizer.require(
      permissionToApply(stored.plan),
      credentials,
      planned(stored.plan),
    );
  }
}
