import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { PlanRequest } from '@cairn/plugin-environments-common';
import { isAgent } from '../plans/agents';
import { policyCost } from '../plans/policyCost';
import { planSummary } from '../approvals/planSummary';
import { parsePlanRequest } from '../router/requests';
import { personBehind, type ActionServices } from './ActionServices';

/** Nothing outside is touched: a plan waits until a person says yes to it. */
const PLANS = { readOnly: false, idempotent: false, destructive: false };

/**
 * Writes for programs end in a plan that waits: the person behind the program looks at it and applies it in the portal or on
 * the command line. No action applies anything.
 */
export function addPlanActions(
  registry: ActionsRegistryService,
  { auth, services: { environments, approvals }, portalUrl }: ActionServices,
): void {
  const propose = async (
    request: PlanRequest,
    note: string | undefined,
    credentials: BackstageCredentials,
  ) => {
    const options = personBehind(auth, credentials);
    const { digest, changes, blockers, price, verdict } =
      await environments.plan(parsePlanRequest(request), options);
    const cost = policyCost(price);
    const canWait = blockers.every(blocker => blocker === 'approval');
    const needsYes =
      blockers.includes('approval') || isAgent(options.credentials.principal);
    if (canWait && needsYes) {
      await approvals.request(digest, note, options);
    }
    return {
      output: {
        digest,
        summary: planSummary({ changes }),
        blockers,
        allowed: verdict.allowed,
        violations: verdict.violations.map(
          ({ rule, severity, message, fix }) => ({
            rule,
            severity,
            message,
            ...(fix && { fix: fix.text }),
          }),
        ),
        ...(cost && { cost }),
        page: `${portalUrl}/environments/plans/${encodeURIComponent(digest)}`,
        next: canWait
          ? `Nothing was changed. ${options.credentials.principal.userEntityRef} must look at the plan and apply it in the portal, or with ./cairn env apply ${digest}.`
          : 'Nothing was changed, and the plan cannot be applied as it is: see blockers and violations.',
      },
    };
  };

  registry.register({
    name: 'plan-environment',
    title: 'Plan a new environment',
    description:
      'Plans an environment of a class. Changes nothing: answers with a digest and what would be made, what policy says and what it costs; the person behind this call then looks at the plan and applies it themself.',
    attributes: PLANS,
    schema: {
      input: z =>
        z.object({
          class: z.string().describe('Name of a class; see list-classes'),
          name: z.string().describe('A DNS label of 3 to 40 characters'),
          owner: z.string().describe('Entity ref of a group of the person'),
          cluster: z.string().optional(),
          parameters: z
            .record(z.unknown())
            .describe("By the class's JSON Schema"),
          note: z.string().max(2000).optional().describe('Why it is wanted'),
        }),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ input: { note, ...request }, credentials }) =>
      propose({ action: 'create', ...request }, note, credentials),
  });

  registry.register({
    name: 'plan-change',
    title: 'Plan a change of an environment',
    description:
      'Plans to update an environment (other parameters, or the newest version of its class), to hibernate or wake it, to put back what drifted (repair), or to destroy it. Changes nothing: the person behind this call looks at the plan and applies it themself.',
    attributes: PLANS,
    schema: {
      input: z =>
        z.object({
          environment: z.string().describe('Name of the environment'),
          action: z.enum(['update', 'hibernate', 'wake', 'repair', 'destroy']),
          parameters: z
            .record(z.unknown())
            .optional()
            .describe('Only with update; those that are not named stay'),
          upgrade: z
            .boolean()
            .optional()
            .describe('Only with update: to the newest version of its class'),
          note: z.string().max(2000).optional().describe('Why it is wanted'),
        }),
      output: z => z.object({}).passthrough(),
    },
    action: async ({
      input: { environment, action, parameters, upgrade, note },
      credentials,
    }) => {
      if (action !== 'update') {
        return propose({ action, environment }, note, credentials);
      }
      const { parameters: present } = await environments.get(
        environment,
        personBehind(auth, credentials),
      );
      return propose(
        {
          action,
          environment,
          ...(parameters && { parameters: { ...present, ...parameters } }),
          ...(upgrade !== undefined && { upgrade }),
        },
        note,
        credentials,
      );
    },
  });
}
