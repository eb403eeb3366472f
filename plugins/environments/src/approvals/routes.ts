import {
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** `/approvals`: what waits for a yes. */
export const approvalsRouteRef = createRouteRef();

/** One request, by the digest of its plan. */
export const approvalRouteRef = createSubRouteRef({
  parent: approvalsRouteRef,
  path: '/:digest',
});
