import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { ENVIRONMENT_EVENTS_TOPIC } from '@cairn/plugin-environments-node';
import { makerOf } from './events/environmentEvents';
import { createRouter } from './router';
import { FirstHour } from './service/FirstHour';
import { DatabaseProgressStore } from './store/DatabaseProgressStore';

/** Remembers for each user which steps of the first hour were done. */
export const firstHourPlugin = createBackendPlugin({
  pluginId: 'first-hour',
  register(env) {
    env.registerInit({
      deps: {
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
      },
      async init({ database, events, httpAuth, httpRouter }) {
        const firstHour = new FirstHour({
          store: await DatabaseProgressStore.create(database),
        });

        await events.subscribe({
          id: 'first-hour',
          topics: [ENVIRONMENT_EVENTS_TOPIC],
          async onEvent({ eventPayload }) {
            const maker = makerOf(eventPayload);
            if (maker) {
              await firstHour.done(maker, 'make-an-environment');
            }
          },
        });

        httpRouter.use(createRouter({ firstHour, httpAuth }));
      },
    });
  },
});
