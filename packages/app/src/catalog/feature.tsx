import apiDocsPlugin from '@backstage/plugin-api-docs/alpha';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { hasSource } from './source';
import { useSourceLink } from './useSourceLink';

/**
 * The catalog with a list of ours. Entities' pages, cards and tabs stay as plugins bring them, but that "Source" leads to the
 * repository, and stands only where there is one.
 */
export const catalogFeature = catalogPlugin.withOverrides({
  extensions: [
    catalogPlugin.getExtension('page:catalog').override({
      params: {
        loader: async () => {
          const { CatalogPage } = await import('./CatalogPage');
          return <CatalogPage />;
        },
      },
    }),
    catalogPlugin
      .getExtension('entity-icon-link:catalog/view-source')
      .override({
        params: { useProps: useSourceLink, filter: hasSource },
      }),
  ],
});

/** The list of APIs is the catalog's, of that kind alone. */
export const apisFeature = apiDocsPlugin.withOverrides({
  extensions: [
    apiDocsPlugin.getExtension('page:api-docs').override({
      params: {
        loader: async () => {
          const { CatalogPage } = await import('./CatalogPage');
          return <CatalogPage only="api" />;
        },
      },
    }),
  ],
});
