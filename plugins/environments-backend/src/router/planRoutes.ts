import { audited } from '@cairn/plugin-portal-node';
import type { Router } from 'express';
import type { EnvironmentServices } from './EnvironmentServices';
import { parseDigest, parseDigests, parsePlanRequest } from './requests';
import { asUser, type RouteContext } from './RouteContext';

/** Plans, and their way to a run. */
export function addPlanRoutes(
  router: Router,
  { environments, upgrades }: EnvironmentServices,
  context: RouteContext,
): void {
  const { auditor } = context;

  router.post('/v1/plans', async (req, res) => {
    const options = await asUser(context, req);
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
      () => environments.plan(request, options),
      ({ digest, blockers }) => ({ digest, blockers }),
    );
    res.status(201).json(plan);
  });

  router.post('/v1/plans/apply', async (req, res) => {
    const options = await asUser(context, req);
    const digests = parseDigests(req.body);
    res.json(
      await audited(
        auditor,
        {
          eventId: 'environment-apply-all',
          severityLevel: 'medium',
          request: req,
          meta: { digests },
        },
        () => upgrades.applyAll(digests, options),
        applied => ({
          runs: applied.flatMap(({ run }) => run ?? []),
          refused: applied.filter(({ run }) => !run).length,
        }),
      ),
    );
  });

  router.get('/v1/plans/:digest', async (req, res) => {
    const options = await asUser(context, req);
    const digest = parseDigest(req.params.digest);
    res.json(await environments.getPlan(digest, options));
  });

  router.post('/v1/plans/:digest/apply', async (req, res) => {
    const options = await asUser(context, req);
    const digest = parseDigest(req.params.digest);
    const run = await audited(
      auditor,
      {
        eventId: 'environment-apply',
        severityLevel: 'medium',
        request: req,
        meta: { digest },
      },
      () => environments.apply(digest, options),
      ({ id, environment, action }) => ({ run: id, environment, action }),
    );
    res.status(202).json(run);
  });
}
