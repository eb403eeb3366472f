import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Price } from '@cairn/plugin-cost-common';
import type { PriceLists } from '@cairn/plugin-cost-node';
import type { DesiredResource } from '@cairn/plugin-environments-common';

/** What plans would cost. */
export class PlanPrices {
  readonly #priceLists: PriceLists;
  readonly #logger: LoggerService;

  constructor(options: { priceLists: PriceLists; logger: LoggerService }) {
    this.#priceLists = options.priceLists;
    this.#logger = options.logger;
  }

  /**
   * The price of everything that a plan would make; undefined where it cannot be told. A price list that cannot be read keeps nobody
   * from planning: the cost is unknown then, and policy decides what that means.
   */
  async of(desired: DesiredResource[]): Promise<Price | undefined> {
    if (desired.length === 0) {
      return undefined;
    }
    try {
      return await this.#priceLists.priceOf(
        desired.map(({ object, component, ref }) => ({
          object,
          component,
          cluster: ref.cluster,
        })),
      );
    } catch (error) {
      this.#logger.warn(
        `A plan has no price: ${
          error instanceof Error ? error.message : error
        }`,
      );
      return undefined;
    }
  }
}
