import { readFileSync } from 'node:fs';
import { isError } from '@backstage/errors';
import {
  EnvironmentsClient,
  type Plan,
  type PlanBlocker,
  type Run,
} from '@cairn/plugin-environments-common';
import { z } from 'zod';
import { CommandError, EXIT } from '../exitCodes';
import { AuthorizationServer } from '../login/authorization';
import { plain } from '../output/plain';
import { followRun } from '../portal/followRun';
import type { PortalContext } from '../portal/PortalContext';
import { confirm } from '../terminal/confirm';
import { environmentLines } from '../views/environmentView';
import { planLines } from '../views/planView';
import { RunView } from '../views/runView';
import { groupRef } from './groups';
import { interruptible } from './interruptible';
import { readParameters } from './parameters';

const BLOCKED: Readonly<Record<PlanBlocker, number>> = {
  denied: EXIT.denied,
  approval: EXIT.denied,
  conflict: EXIT.conflict,
  expired: EXIT.conflict,
  unknown: EXIT.notReady,
};

/** 0, or the reason that keeps a plan from being applied. */
function exitCodeOf(plan: Plan): number {
  const [blocker] = (
    ['denied', 'conflict', 'unknown', 'approval', 'expired'] as const
  ).filter(each => plan.blockers.includes(each));
  return blocker ? BLOCKED[blocker] : EXIT.ok;
}

function showPlan(
  { output, portal }: PortalContext,
  plan: Plan,
  full: boolean,
) {
  output.lines(
    ...planLines(plan, {
      style: output.style,
      now: Date.now(),
      portalUrl: portal.url,
      full,
    }),
  );
}

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

/** What `cairn env apply` and `destroy` are told. */
export interface ApplyOptions {
  yes?: boolean;
  wait: boolean;
  full?: boolean;
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

/** `cairn env destroy NAME`: plans it, shows the plan, asks, and follows the run. */
export async function destroyEnvironment(
  context: PortalContext,
  name: string,
  options: ApplyOptions,
): Promise<number> {
  const plan = await new EnvironmentsClient(context.portal).plan({
    action: 'destroy',
    environment: name,
  });
  return agreeAndApply(context, plan, options);
}

async function agreeAndApply(
  context: PortalContext,
  plan: Plan,
  options: ApplyOptions,
): Promise<number> {
  const { output, format } = context;
  if (format === 'table') {
    showPlan(context, plan, options.full ?? false);
  }
  const blocked = exitCodeOf(plan);
  if (blocked !== EXIT.ok) {
    if (format !== 'table') {
      output.data(format, plan);
    }
    return blocked;
  }
  if (!options.yes) {
    await confirm(
      plan.action === 'create'
        ? 'Do exactly this?'
        : `Destroy ${plain(plan.environment.name)}, with everything in it?`,
    );
  }
  const run = await new EnvironmentsClient(context.portal).apply(plan.digest);
  return options.wait
    ? followToEnd(context, plan, run)
    : leaveRunning(context, run);
}

function runPage({ portal }: PortalContext, run: Run): string {
  return `${portal.url}/environments/${encodeURIComponent(run.environment)}`;
}

function leaveRunning(context: PortalContext, run: Run): number {
  const { output, format } = context;
  if (format === 'table') {
    output.lines(
      `Run ${plain(run.id)} has begun: ${runPage(context, run)}`,
      `See how it goes:  ./cairn env show ${plain(run.environment)}`,
    );
  } else {
    output.data(format, run);
  }
  return EXIT.ok;
}

async function followToEnd(
  context: PortalContext,
  plan: Plan,
  first: Run,
): Promise<number> {
  const { portal, output, format } = context;
  const client = new EnvironmentsClient(portal);
  const view = new RunView(output.style);
  let run = first;
  await interruptible(
    async signal => {
      for await (run of followRun(portal, client, first, signal)) {
        if (format === 'table') {
          output.lines(...view.next(run, Date.now()));
        }
      }
    },
    () =>
      `The run goes on in the portal: ${runPage(
        context,
        first,
      )}\nSee how it goes:  ./cairn env show ${plain(first.environment)}`,
  );
  if (format !== 'table') {
    output.data(format, run);
  } else if (run.state === 'Failed') {
    output.lines(
      `${output.style('bad', 'Failed')}: ${plain(run.message)}`,
      `What it made is listed by ./cairn env show ${plain(
        run.environment,
      )}; plan and apply again to go on, or ./cairn env destroy ${plain(
        run.environment,
      )}.`,
    );
  } else if (plan.action === 'destroy') {
    output.lines(
      `${plain(run.environment)} is ${output.style(
        'strong',
        'gone',
      )}: nothing that it owned is left.`,
    );
  } else {
    output.lines('');
    const environment = await client.getEnvironment(run.environment);
    output.lines(
      ...environmentLines(environment, [], {
        style: output.style,
        now: Date.now(),
        portalUrl: portal.url,
      }),
    );
  }
  return run.state === 'Succeeded' ? EXIT.ok : EXIT.failed;
}
