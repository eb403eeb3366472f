import apiDocsPlugin from '@backstage/plugin-api-docs/alpha';
import catalogPlugin from '@backstage/plugin-catalog/alpha';

/** The catalog with a list of ours. Entities' pages, cards and tabs stay as plugins bring them. */
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
