import { NotFoundError } from '@backstage/errors';
import type { PlanRequest } from '@cairn/plugin-environments-common';
import type { Stores } from '../store/Stores';
import { planFact } from './planFact';
import type { PlanRequests } from './PlanRequests';
import type { PlanResult } from './PlanResult';
import type { PlanActor } from './subject';

/** How long a plan that can no longer be applied can still be looked at. */
const SHOWN_MS = 7 * 24 * 60 * 60 * 1000;

/** Plans as they are kept: made once, found by their digest. */
export class EnvironmentPlans {
  readonly #requests: PlanRequests;
  readonly #stores: Stores;

  constructor(options: { requests: PlanRequests; stores: Stores }) {
    this.#requests = options.requests;
    this.#stores = options.stores;
  }

  /** Makes a plan and keeps it. @throws what `PlanRequests.plan` throws */
  async make(request: PlanRequest, actor: PlanActor): Promise<PlanResult> {
    const result = await this.#requests.plan(request, actor);
    const now = new Date();
    if (result.class) {
      await this.#stores.classVersions.add(result.class, now);
    }
    await this.#stores.plans.add(result, trx =>
      this.#stores.ledger.append([planFact(result)], now, trx),
    );
    return result;
  }

  /** Forgets old plans that nobody needs any more. */
  async forgetOld(): Promise<void> {
    await this.#stores.plans.forgetExpired(new Date(Date.now() - SHOWN_MS));
  }

  /** @throws NotFoundError */
  async get(digest: string): Promise<PlanResult> {
    const stored = await this.#stores.plans.get(digest, new Date());
    if (!stored) {
      throw new NotFoundError(`There is no plan '${digest}'`);
    }
    return stored;
  }

  /**
   * Plans the same request again, as the request of who asked for it; keeps nothing.
   *
   * @param actor - with whose rights the catalog is read; whose request it is where that was not kept
   */
  async again(stored: PlanResult, actor: PlanActor): Promise<PlanResult> {
    return this.#requests.again(stored, {
      ...actor,
      ...(stored.subject && { subject: stored.subject }),
    });
  }
}
