import { audited } from '@cairn/plugin-portal-node';
import type { Router } from 'express';
import type { EnvironmentServices } from './EnvironmentServices';
import { asReader, asUser, type RouteContext } from './RouteContext';

/** Classes, and upgrades of what was made of them. */
export function addClassRoutes(
  router: Router,
  { environments, upgrades }: EnvironmentServices,
  context: RouteContext,
): void {
  router.get('/v1/classes', async (req, res) => {
    res.json(await environments.listClasses(await asReader(context, req)));
  });

  router.get('/v1/classes/:name', async (req, res) => {
    res.json(
      await environments.getClass(
        req.params.name,
        await asReader(context, req),
      ),
    );
  });

  router.post('/v1/classes/:name/upgrades', async (req, res) => {
    const options = await asUser(context, req);
    const { name } = req.params;
    const summary = await audited(
      context.auditor,
      {
        eventId: 'environment-plan-upgrades',
        severityLevel: 'low',
        request: req,
        meta: { class: name },
      },
      () => upgrades.planUpgrades(name, options),
      ({ version, items }) => ({ version, environments: items.length }),
    );
    res.status(201).json(summary);
  });
}
