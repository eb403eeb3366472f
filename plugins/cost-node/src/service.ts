import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { FilePriceLists } from './FilePriceLists';
import type { PriceLists } from './PriceLists';

/** The price list, for the plugin `cost` and for plans alike. */
export const priceListsServiceRef = createServiceRef<PriceLists>({
  id: 'cairn.price-lists',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { config: coreServices.rootConfig },
      factory: ({ config }) => FilePriceLists.fromConfig(config),
    }),
});
