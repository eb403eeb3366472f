import catalogGraphPlugin from '@backstage/plugin-catalog-graph/alpha';
import { RelationLabel } from './RelationLabel';

/** The graph of relations, in words. */
export const relationsFeature = catalogGraphPlugin.withOverrides({
  extensions: [
    catalogGraphPlugin
      .getExtension('entity-card:catalog-graph/relations')
      .override({
        factory(originalFactory, { config }) {
          return originalFactory({
            params: {
              loader: async () => {
                const { EntityCatalogGraphCard } = await import(
                  '@backstage/plugin-catalog-graph'
                );
                return (
                  <EntityCatalogGraphCard
                    {...config}
                    renderLabel={RelationLabel}
                  />
                );
              },
            },
          });
        },
      }),
    catalogGraphPlugin.getExtension('page:catalog-graph').override({
      factory(originalFactory, { config }) {
        return originalFactory({
          params: {
            loader: async () => {
              const { CatalogGraphPage } = await import(
                '@backstage/plugin-catalog-graph'
              );
              return (
                <CatalogGraphPage
                  {...config}
                  initialState={config}
                  renderLabel={RelationLabel}
                />
              );
            },
          },
        });
      },
    }),
  ],
});
