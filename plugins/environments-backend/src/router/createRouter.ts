import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import type { RunFeed } from '../runs/RunFeed';
import type { Environments } from '../service/Environments';
import { audited } from './audited';
import { jsonBody } from './jsonBody';
import {
  parseDigest,
  parseEnvironmentQuery,
  parsePlanRequest,
} from './requests';
import { RunEventStream } from './runEvents';

/** The routes of `openapi.yaml`. People read and write; other plugins only read. */
export function createRouter(options: {
  environments: Environments;
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  feed: RunFeed;
}): ExpressRouter {
  const { environments, httpAuth, auditor, feed } = options;
  const router = Router();
  router.use(...jsonBody());

  router.get('/v1/classes', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    res.json(await environments.listClasses({ credentials }));
  });

  router.get('/v1/classes/:name', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    res.json(await environments.getClass(req.params.name, { credentials }));
  });

  router.post('/v1/plans', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const request = parsePlanRequest(req.body);
    const plan = await audited(
      auditor,
      {
        eventId: 'environment-plan',
        severityLevel: 'low',
        request: req,
        meta: {
          action: request.action,
          environment:
            request.action === 'create' ? request.name : request.environment,
        },
      },
      () => environments.plan(request, { credentials }),
      ({ digest, blockers }) => ({ digest, blockers }),
    );
    res.status(201).json(plan);
  });

  router.get('/v1/plans/:digest', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const digest = parseDigest(req.params.digest);
    res.json(await environments.getPlan(digest, { credentials }));
  });

  router.post('/v1/plans/:digest/apply', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const digest = parseDigest(req.params.digest);
    const run = await audited(
      auditor,
      {
        eventId: 'environment-apply',
        severityLevel: 'medium',
        request: req,
        meta: { digest },
      },
      () => environments.apply(digest, { credentials }),
      ({ id, environment, action }) => ({ run: id, environment, action }),
    );
    res.status(202).json(run);
  });

  router.get('/v1/environments', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const query = parseEnvironmentQuery(req.query);
    res.json(await environments.list(query, { credentials }));
  });

  router.get('/v1/environments/:name', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    res.json(await environments.get(req.params.name, { credentials }));
  });

  router.get('/v1/environments/:name/resources', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    res.json(
      await environments.listResources(req.params.name, { credentials }),
    );
  });

  router.get(
    '/v1/environments/:name/resources/:itemId/manifest',
    async (req, res) => {
      const credentials = await httpAuth.credentials(req, { allow: ['user'] });
      const { name, itemId } = req.params;
      res.json(await environments.getManifest(name, itemId, { credentials }));
    },
  );

  router.get('/v1/environments/:name/runs', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    res.json(await environments.listRuns(req.params.name, { credentials }));
  });

  router.get('/v1/inventory', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['service'],
    });
    res.json({ items: await environments.listInventory({ credentials }) });
  });

  router.get('/v1/runs/:id', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    res.json(await environments.getRun(req.params.id, { credentials }));
  });

  router.get('/v1/runs/:id/events', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { id } = req.params;
    const read = () => environments.getRun(id, { credentials });
    const first = await read();
    RunEventStream.open(res, first, {
      read,
      subscribe: listener => feed.subscribe(id, listener),
    });
  });

  return router;
}
