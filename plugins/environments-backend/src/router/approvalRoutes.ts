import { audited } from '@cairn/plugin-portal-node';
import type { Router } from 'express';
import type { EnvironmentServices } from './EnvironmentServices';
import {
  parseApprovalQuery,
  parseDecision,
  parseDigest,
  parseNote,
  parseWithdrawal,
} from './requests';
import { asUser, type RouteContext } from './RouteContext';

/** Whose yes plans need, and who gave it. */
export function addApprovalRoutes(
  router: Router,
  { approvals }: EnvironmentServices,
  context: RouteContext,
): void {
  const { auditor } = context;

  router.get('/v1/approvals', async (req, res) => {
    const options = await asUser(context, req);
    res.json(await approvals.list(parseApprovalQuery(req.query), options));
  });

  router.get('/v1/plans/:digest/approval', async (req, res) => {
    const options = await asUser(context, req);
    res.json(await approvals.get(parseDigest(req.params.digest), options));
  });

  router.post('/v1/plans/:digest/approval', async (req, res) => {
    const options = await asUser(context, req);
    const digest = parseDigest(req.params.digest);
    const note = parseNote(req.body);
    const approval = await audited(
      auditor,
      {
        eventId: 'environment-request-approval',
        severityLevel: 'low',
        request: req,
        meta: { digest },
      },
      () => approvals.request(digest, note, options),
      ({ id, environment }) => ({ approval: id, environment }),
    );
    res.status(201).json(approval);
  });

  router.post('/v1/plans/:digest/approval/decision', async (req, res) => {
    const options = await asUser(context, req);
    const digest = parseDigest(req.params.digest);
    const decision = parseDecision(req.body);
    res.json(
      await audited(
        auditor,
        {
          eventId: 'environment-decide',
          severityLevel: 'medium',
          request: req,
          meta: { digest, decision: decision.decision },
        },
        () => approvals.decide(digest, decision, options),
        ({ id, environment, state }) => ({ approval: id, environment, state }),
      ),
    );
  });

  router.post('/v1/plans/:digest/approval/withdrawal', async (req, res) => {
    const options = await asUser(context, req);
    const digest = parseDigest(req.params.digest);
    const reason = parseWithdrawal(req.body);
    res.json(
      await audited(
        auditor,
        {
          eventId: 'environment-withdraw',
          severityLevel: 'medium',
          request: req,
          meta: { digest },
        },
        () => approvals.withdraw(digest, reason, options),
        ({ id, environment, state }) => ({ approval: id, environment, state }),
      ),
    );
  });
}
