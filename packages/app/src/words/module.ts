import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { TranslationBlueprint } from '@backstage/plugin-app-react';
import { messages } from './messages';

/** Backstage's own texts in Cairn's words: sentence case, "you", and what to do. */
export const wordsModule = createFrontendModule({
  pluginId: 'app',
  extensions: messages.map(resource =>
    TranslationBlueprint.make({
      name: resource.id,
      params: { resource },
    }),
  ),
});
