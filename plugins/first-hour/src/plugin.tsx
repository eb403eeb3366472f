import {
  ApiBlueprint,
  AppRootElementBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { firstHourApiRef } from './api/FirstHourApi';
import { HttpFirstHour } from './api/HttpFirstHour';
import { Bare } from './card/Bare';
import { VisitReporter } from './visits/VisitReporter';

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: firstHourApiRef,
      deps: { discovery: discoveryApiRef, fetch: fetchApiRef },
      factory: deps => new HttpFirstHour(deps),
    }),
});

const card = HomePageWidgetBlueprint.make({
  name: 'checklist',
  params: {
    name: 'FirstHour',
    title: 'Your first hour',
    description: 'What to do first, ticked as you do it',
    components: async () => ({
      Content: (await import('./card/FirstHourCard')).FirstHourCard,
    }),
    // The card is its own section of the page, and a line at most once it was put away.
    componentProps: { Renderer: Bare },
  },
});

const visits = AppRootElementBlueprint.make({
  name: 'visits',
  params: { element: <VisitReporter /> },
});

/** The checklist on Home, and what ticks it. */
export const firstHourPlugin = createFrontendPlugin({
  pluginId: 'first-hour',
  title: 'First hour',
  extensions: [api, card, visits],
});
