import type { Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import type { RunFeed } from '../runs/RunFeed';
import type { EnvironmentAuthorizer } from '../service/EnvironmentAuthorizer';
import type { IdempotentRequests } from '../service/IdempotentRequests';
import { addApprovalRoutes } from './approvalRoutes';
import { addAuditRoutes } from './auditRoutes';
import { addClassRoutes } from './classRoutes';
import { addEnvironmentRoutes } from './environmentRoutes';
import type { EnvironmentServices } from './EnvironmentServices';
import { idempotent } from './idempotent';
import { jsonBody } from './jsonBody';
import { addPlanRoutes } from './planRoutes';
import { problemDetails } from './problemDetails';
import type { RouteContext } from './RouteContext';
import { addRunRoutes } from './runRoutes';

/** The routes of `openapi.yaml`. People read and write; other plugins only read. */
export function createRouter(
  options: RouteContext & {
    services: EnvironmentServices;
    feed: RunFeed;
    idempotency: IdempotentRequests;
    authorizer: EnvironmentAuthorizer;
  },
): ExpressRouter {
  const { services } = options;
  const router = Router();
  router.use(problemDetails);
  router.use(...jsonBody());
  router.use(idempotent(options));
  addClassRoutes(router, services, options);
  addPlanRoutes(router, services, options);
  addApprovalRoutes(router, services, options);
  addEnvironmentRoutes(router, services, options);
  addRunRoutes(router, services, options);
  addAuditRoutes(router, services, options);
  return router;
}
