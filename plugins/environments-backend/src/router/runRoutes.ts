import { audited } from '@cairn/plugin-portal-node';
import type { Router } from 'express';
import type { RunFeed } from '../runs/RunFeed';
import type { EnvironmentServices } from './EnvironmentServices';
import { asUser, type RouteContext } from './RouteContext';
import { RunEventStream } from './runEvents';

/** Runs, live too, and what can be done with one that began. */
export function addRunRoutes(
  router: Router,
  { environments, runs }: EnvironmentServices,
  context: RouteContext & { feed: RunFeed },
): void {
  const { auditor, feed } = context;

  router.get('/v1/runs/:id', async (req, res) => {
    const options = await asUser(context, req);
    res.json(await environments.getRun(req.params.id, options));
  });

  router.get('/v1/runs/:id/events', async (req, res) => {
    const options = await asUser(context, req);
    const { id } = req.params;
    const read = () => environments.getRun(id, options);
    const first = await read();
    RunEventStream.open(res, first, {
      read,
      subscribe: listener => feed.subscribe(id, listener),
    });
  });

  router.post('/v1/runs/:id/retry', async (req, res) => {
    const options = await asUser(context, req);
    const { id } = req.params;
    const run = await audited(
      auditor,
      {
        eventId: 'environment-retry-run',
        severityLevel: 'medium',
        request: req,
        meta: { run: id },
      },
      () => runs.retryRun(id, options),
      ({ environment, attempt }) => ({ environment, attempt }),
    );
    res.status(202).json(run);
  });

  router.post('/v1/runs/:id/cancellation', async (req, res) => {
    const options = await asUser(context, req);
    const { id } = req.params;
    const run = await audited(
      auditor,
      {
        eventId: 'environment-cancel-run',
        severityLevel: 'medium',
        request: req,
        meta: { run: id },
      },
      () => runs.cancelRun(id, options),
      ({ environment, state }) => ({ environment, state }),
    );
    res.status(202).json(run);
  });
}
