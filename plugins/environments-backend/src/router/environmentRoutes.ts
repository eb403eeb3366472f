import { audited } from '@cairn/plugin-portal-node';
import type { Router } from 'express';
import type { EnvironmentServices } from './EnvironmentServices';
import { parseEnvironmentQuery } from './requests';
import { asReader, asUser, type RouteContext } from './RouteContext';

/** Environments and what belongs to each. */
export function addEnvironmentRoutes(
  router: Router,
  { environments, audit, drifts, leases }: EnvironmentServices,
  context: RouteContext,
): void {
  router.get('/v1/environments', async (req, res) => {
    const options = await asReader(context, req);
    res.json(
      await environments.list(parseEnvironmentQuery(req.query), options),
    );
  });

  router.get('/v1/environments/:name', async (req, res) => {
    const options = await asReader(context, req);
    res.json(await environments.get(req.params.name, options));
  });

  router.post('/v1/environments/:name/extension', async (req, res) => {
    const options = await asUser(context, req);
    const { name } = req.params;
    res.json(
      await audited(
        context.auditor,
        {
          eventId: 'environment-extend',
          severityLevel: 'low',
          request: req,
          meta: { environment: name },
        },
        () => leases.extend(name, options),
        ({ expiresAt }) => ({ ...(expiresAt && { expiresAt }) }),
      ),
    );
  });

  router.get('/v1/environments/:name/drift', async (req, res) => {
    const options = await asUser(context, req);
    res.json(await drifts.getDrift(req.params.name, options));
  });

  router.get('/v1/environments/:name/story', async (req, res) => {
    const options = await asUser(context, req);
    res.json(await audit.getStory(req.params.name, options));
  });

  router.get('/v1/environments/:name/receipt', async (req, res) => {
    const options = await asUser(context, req);
    res.json(await audit.getReceipt(req.params.name, options));
  });

  router.get('/v1/environments/:name/resources', async (req, res) => {
    const options = await asUser(context, req);
    res.json(await environments.listResources(req.params.name, options));
  });

  router.get(
    '/v1/environments/:name/resources/:itemId/manifest',
    async (req, res) => {
      const options = await asUser(context, req);
      const { name, itemId } = req.params;
      res.json(await environments.getManifest(name, itemId, options));
    },
  );

  router.get('/v1/environments/:name/runs', async (req, res) => {
    const options = await asUser(context, req);
    res.json(await environments.listRuns(req.params.name, options));
  });

  router.get('/v1/inventory', async (req, res) => {
    const credentials = await context.httpAuth.credentials(req, {
      allow: ['service'],
    });
    res.json({ items: await environments.listInventory({ credentials }) });
  });
}
