import techdocsPlugin from '@backstage/plugin-techdocs/alpha';

/** TechDocs with a list of ours. Its pages stay as they are. */
export const docsFeature = techdocsPlugin.withOverrides({
  extensions: [
    techdocsPlugin.getExtension('page:techdocs').override({
      params: {
        loader: async () => {
          const { DocsPage } = await import('./DocsPage');
          return <DocsPage />;
        },
      },
    }),
  ],
});
