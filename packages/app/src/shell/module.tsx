import {
  coreExtensionData,
  createExtension,
  createExtensionInput,
  createFrontendModule,
  PageLayout as PageLayoutRef,
} from '@backstage/frontend-plugin-api';
import {
  NavContentBlueprint,
  SwappableComponentBlueprint,
} from '@backstage/plugin-app-react';
import { Layout } from './Layout';
import { PageLayout } from './PageLayout';
import { Sidebar } from './Sidebar';

/** Takes the place of the app plugin's own `app/layout`, which only knows Backstage's sidebar. */
const layout = createExtension({
  name: 'layout',
  attachTo: { id: 'app/root', input: 'children' },
  inputs: {
    nav: createExtensionInput([coreExtensionData.reactElement], {
      singleton: true,
    }),
    content: createExtensionInput([coreExtensionData.reactElement], {
      singleton: true,
    }),
  },
  output: [coreExtensionData.reactElement],
  factory: ({ inputs }) => [
    coreExtensionData.reactElement(
      <Layout nav={inputs.nav.get(coreExtensionData.reactElement)}>
        {inputs.content.get(coreExtensionData.reactElement)}
      </Layout>,
    ),
  ],
});

/** What stands around every page. */
export const shellModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    layout,
    NavContentBlueprint.make({ params: { component: Sidebar } }),
    SwappableComponentBlueprint.make({
      name: 'core-page-layout',
      params: define =>
        define({ component: PageLayoutRef, loader: () => PageLayout }),
    }),
  ],
});
