import type {
  ObjectToPrice,
  Price,
  PriceList,
} from '@cairn/plugin-cost-common';

/** The price list of the configuration (`cairn.cost.priceList`, a YAML file). */
export interface PriceLists {
  /**
   * The list as its file is now.
   *
   * @returns undefined where no price list is configured.
   * @throws InputError where the file is not a price list, with what is wrong in it; NotFoundError where it cannot be read.
   */
  get(): Promise<PriceList | undefined>;

  /**
   * What objects would cost a month.
   *
   * @returns undefined where no price list is configured: unknown, not free.
   * @throws as {@link PriceLists.get}
   */
  priceOf(objects: ObjectToPrice[]): Promise<Price | undefined>;
}
