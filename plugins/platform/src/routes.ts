import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The Platform page. */
export const rootRouteRef = createRouteRef();
