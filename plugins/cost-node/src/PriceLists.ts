import type { Price } from '@cairn/plugin-cost-common';

/** The price list of the configuration (`cairn.cost.priceList`, a YAML file). */
export interface PriceLists {
  /**
   * What objects would cost a month.
   *
   * @returns undefined where no price list is configured: unknown, not free.
   * @throws InputError where the file is not a price list, with what is wrong in it.
   */
  priceOf(
    objects: Array<{ object: Record<string, unknown>; component?: string }>,
  ): Promise<Price | undefined>;
}
