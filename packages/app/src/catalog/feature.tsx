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
