import { readFileSync } from 'node:fs';
import { isError } from '@backstage/errors';
import {
  EnvironmentsClient,
  type PlanRequest,
} from '@cairn/plugin-environments-common';
import { z } from 'zod';
import { CommandError, EXIT } from '../exitCodes';
import { AuthorizationServer } from '../login/authorization';
import { plain } from '../output/plain';
import type { PortalContext } from '../portal/PortalContext';
import {
  agreeAndApply,
  exitCodeOf,
  showPlan,
  type ApplyOptions,
} from './applying';
import { groupRef } from './groups';
import { readGivenParameters, readParameters } from './parameters';

/** The only group of whoever asks, as entity ref. */
async function onlyGroup({ portal }: PortalContext): Promise<string> {
  const token = await portal.accessToken();
  const { owns } = await portal.reach(() =>
    new AuthorizationServer(portal.url).whoIs(token),
  );
  const groups = owns.filter(ref => ref.startsWith('group:'));
  const [group] = groups;
  if (groups.length !== 1 || !group) {
    throw new CommandError(
      groups.length === 0
        ? 'You are in no group, so it must be said whose the environment is: --owner GROUP.'
        : `You are in more than one group. Say whose it is: --owner ${groups
            .map(ref => plain(ref).replace('group:default/', ''))
            .join(' or --owner ')}.`,
      EXIT.usage,
    );
  }
  return group;
}

/** What `cairn env plan` is told. */
export interface PlanOptions {
  owner?: string;
  cluster?: string;
  set?: string[];
  values?: string;
  full?: boolean;
}

/** `cairn env plan CLASS NAME`: writes nothing. Answers with 0 only where it could be applied as it is. */
export async function planEnvironment(
  context: PortalContext,
  className: string,
  name: string,
  options: PlanOptions,
): Promise<number> {
  const { portal, output, format } = context;
  const client = new EnvironmentsClient(portal);
  const [definition, owner] = await Promise.all([
    client.getClass(className),
    options.owner ? groupRef(options.owner) : onlyGroup(context),
  ]);
  const plan = await client.plan({
    action: 'create',
    class: className,
    name,
    owner,
    cluster: options.cluster,
    parameters: readParameters(definition.parameters, options),
  });
  if (format !== 'table') {
    output.data(format, plan);
    return exitCodeOf(plan);
  }
  showPlan(context, plan, options.full ?? false);
  if (plan.blockers.length === 0) {
    output.lines('', `Apply exactly this:  ./cairn env apply ${plan.digest}`);
  }
  return exitCodeOf(plan);
}

const savedPlanSchema = z.object({ digest: z.string() });

/** The digest of a plan that was saved by `cairn env plan --output json`. */
function digestOf(file: string): string {
  try {
    return savedPlanSchema.parse(
      JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8')),
    ).digest;
  } catch (error) {
    throw new CommandError(
      `${file} holds no plan of ./cairn env plan --output json: ${
        isError(error) ? error.message.split('\n')[0] : String(error)
      }`,
      EXIT.usage,
    );
  }
}

/** `cairn env apply DIGEST`: shows the plan, asks, and follows the run. */
export async function applyPlan(
  context: PortalContext,
  given: string | undefined,
  options: ApplyOptions & { from?: string },
): Promise<number> {
  const digest = options.from === undefined ? given : digestOf(options.from);
  if (digest === undefined) {
    throw new CommandError(
      'Which plan? Give the digest that ./cairn env plan printed, or --from FILE with a saved plan.',
      EXIT.usage,
    );
  }
  const plan = await new EnvironmentsClient(context.portal).getPlan(digest);
  return agreeAndApply(context, plan, options);
}

/**
 * `cairn env destroy|hibernate|wake|repair NAME`: plans it, shows the plan, asks, and follows the run. Each is a plan like any
 * other: what is shown is what is done.
 */
export async function changeEnvironment(
  context: PortalContext,
  request: Exclude<PlanRequest, { action: 'create' }>,
  options: ApplyOptions,
): Promise<number> {
  const plan = await new EnvironmentsClient(context.portal).plan(request);
  return agreeAndApply(context, plan, options);
}

/** What `cairn env update` is told. */
export interface UpdateOptions extends ApplyOptions {
  set?: string[];
  values?: string;
  upgrade?: boolean;
}

/** `cairn env update NAME`: other parameters, a newer version of its class, or both. */
export async function updateEnvironment(
  context: PortalContext,
  name: string,
  { set, values, upgrade, ...options }: UpdateOptions,
): Promise<number> {
  const client = new EnvironmentsClient(context.portal);
  const environment = await client.getEnvironment(name);
  const isChanged = set !== undefined || values !== undefined;
  if (!isChanged && !upgrade) {
    throw new CommandError(
      'What is to change? --set NAME=VALUE or --values FILE for parameters, --upgrade for the newest version of its class.',
      EXIT.usage,
    );
  }
  const { parameters } = await client.getClass(environment.class.name);
  return changeEnvironment(
    context,
    {
      action: 'update',
      environment: name,
      ...(isChanged && {
        parameters: {
          ...environment.parameters,
          ...readGivenParameters(parameters, { set, values }),
        },
      }),
      ...(upgrade && { upgrade }),
    },
    options,
  );
}
