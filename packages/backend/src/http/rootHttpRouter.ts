import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { requestId } from './requestId';

/** Backstage's own way in, with a name for each request before anything else of it. */
export const rootHttpRouterFactory = rootHttpRouterServiceFactory({
  configure({ app, logger, applyDefaults }) {
    app.use(requestId(logger));
    applyDefaults();
  },
});
