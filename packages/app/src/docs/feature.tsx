import techdocsPlugin from '@backstage/plugin-techdocs/alpha';
import { AddonBlueprint } from '@backstage/plugin-techdocs-react/alpha';
import { ReadableOnPhones } from './ReadableOnPhones';

/** TechDocs with a list of ours, and text that can be read on a phone. Its pages stay as they are. */
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
    AddonBlueprint.make({
      name: 'readable-on-phones',
      params: {
        name: 'ReadableOnPhones',
        location: 'Content',
        component: ReadableOnPhones,
      },
    }),
  ],
});
