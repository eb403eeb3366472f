import {
  createFrontendModule,
  NotFoundErrorPage as NotFoundErrorPageRef,
} from '@backstage/frontend-plugin-api';
import { SwappableComponentBlueprint } from '@backstage/plugin-app-react';

/** What stands where a page should be and is not. */
export const errorsModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    SwappableComponentBlueprint.make({
      name: 'core-not-found-error-page',
      params: define =>
        define({
          component: NotFoundErrorPageRef,
          loader: async () => (await import('./NotFoundPage')).NotFoundPage,
        }),
    }),
  ],
});
