import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { audited } from '@cairn/plugin-portal-node';
import express, { type Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import type { GoldenPaths } from '../service/GoldenPaths';
import {
  parseBeginning,
  parseDigest,
  parseNameQuery,
  parsePlanRequest,
} from './requests';

/** Far more than any form sends. */
const LIMIT = '256kb';

/** The routes below `/v1`, for people. */
export function createRouter(options: {
  goldenPaths: GoldenPaths;
  httpAuth: HttpAuthService;
  auditor: AuditorService;
}): ExpressRouter {
  const { goldenPaths, httpAuth, auditor } = options;
  const router = Router();
  router.use(express.json({ limit: LIMIT }));

  router.get('/v1/names/:name', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { environments } = parseNameQuery(req.query);
    res.json(
      await goldenPaths.checkName(req.params.name, {
        credentials,
        environments,
      }),
    );
  });

  router.post('/v1/plans', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const request = parsePlanRequest(req.body);
    const plan = await audited(
      auditor,
      {
        eventId: 'golden-path-plan',
        severityLevel: 'low',
        request: req,
        meta: { template: request.template },
      },
      () => goldenPaths.plan(request, { credentials }),
      ({ digest }) => ({ digest }),
    );
    res.status(201).json(plan);
  });

  router.get('/v1/plans/:digest', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const digest = parseDigest(req.params.digest);
    res.json(await goldenPaths.getPlan(digest, { credentials }));
  });

  router.post('/v1/plans/:digest/begin', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const digest = parseDigest(req.params.digest);
    const { task } = parseBeginning(req.body);
    const plan = await audited(
      auditor,
      {
        eventId: 'golden-path-begin',
        severityLevel: 'medium',
        request: req,
        meta: { digest, task },
      },
      () => goldenPaths.begin(digest, task, { credentials }),
      ({ repository }) => ({ repository: repository.name }),
    );
    res.json(plan);
  });

  return router;
}
