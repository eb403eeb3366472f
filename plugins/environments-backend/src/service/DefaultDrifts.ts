import { NotFoundError } from '@backstage/errors';
import type { Drift } from '@cairn/plugin-environments-common';
import type { ObservationClock } from '../observe/Watches';
import { lookedAt } from '../store/lookedAt';
import type { Stores } from '../store/Stores';
import type { Drifts } from './Drifts';

/** Answers what was found when an environment was compared with its plan. */
export class DefaultDrifts implements Drifts {
  readonly #stores: Stores;
  readonly #clock: ObservationClock;
  readonly #isSuspected: (environmentId: string) => boolean;

  /** @param options.isSuspected - Whether more may differ than is written down. */
  constructor(options: {
    stores: Stores;
    clock: ObservationClock;
    isSuspected: (environmentId: string) => boolean;
  }) {
    this.#stores = options.stores;
    this.#clock = options.clock;
    this.#isSuspected = options.isSuspected;
  }

  async getDrift(name: string): Promise<Drift> {
    const environment = await this.#stores.environments.byName(name);
    if (!environment) {
      throw new NotFoundError(`There is no environment '${name}'`);
    }
    const drift = await this.#stores.drifts.get(environment.id);
    if (!drift) {
      return { resources: [], unknown: [] };
    }
    if (this.#isSuspected(environment.id)) {
      return drift;
    }
    // Nothing was written since, and everything was watched: it still holds.
    const observedAt = lookedAt(
      drift.observedAt,
      this.#clock.observedAt(environment.cluster),
    );
    return { ...drift, ...(observedAt && { observedAt }) };
  }
}
