import {
  EnvironmentsClient,
  type Plan,
  type PlanBlocker,
  type Run,
} from '@cairn/plugin-environments-common';
import { EXIT } from '../exitCodes';
import { plain } from '../output/plain';
import type { Style } from '../output/Style';
import { followRun } from '../portal/followRun';
import type { PortalContext } from '../portal/PortalContext';
import { confirm } from '../terminal/confirm';
import { environmentLines } from '../views/environmentView';
import { planLines } from '../views/planView';
import { RunView } from '../views/runView';
import { interruptible } from './interruptible';

/** What commands that apply a plan are told. */
export interface ApplyOptions {
  yes?: boolean;
  wait: boolean;
  full?: boolean;
}

const BLOCKED: Readonly<Record<PlanBlocker, number>> = {
  denied: EXIT.denied,
  approval: EXIT.denied,
  conflict: EXIT.conflict,
  expired: EXIT.conflict,
  unknown: EXIT.notReady,
};

/** 0, or the reason that keeps a plan from being applied. */
export function exitCodeOf(plan: Plan): number {
  const [blocker] = (
    ['denied', 'conflict', 'unknown', 'approval', 'expired'] as const
  ).filter(each => plan.blockers.includes(each));
  return blocker ? BLOCKED[blocker] : EXIT.ok;
}

export function showPlan(
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

/** Shows a plan, asks, applies exactly it, and follows its run. */
export async function agreeAndApply(
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
    } else if (plan.blockers.includes('approval')) {
      output.lines(
        '',
        `Ask for the yes that it needs:  ./cairn env ask ${plan.digest}`,
      );
    }
    return blocked;
  }
  if (!options.yes) {
    await confirm(
      plan.action === 'destroy'
        ? `Destroy ${plain(plan.environment.name)}, with everything in it?`
        : 'Do exactly this?',
    );
  }
  const run = await new EnvironmentsClient(context.portal).apply(plan.digest);
  return options.wait ? followToEnd(context, run) : leaveRunning(context, run);
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

/** Follows a run to its end and says what became of it. */
export async function followToEnd(
  context: PortalContext,
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
  } else if (run.state === 'Failed' || run.state === 'Cancelled') {
    output.lines(...unfinishedLines(run, output.style));
  } else if (run.action === 'destroy') {
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

/** Why a run did not end well, and the ways on. */
function unfinishedLines(run: Run, style: Style): string[] {
  const name = plain(run.environment);
  return [
    `${style('bad', run.state)}: ${plain(run.message)}`,
    `Go on with it:            ./cairn env retry ${name}`,
    ...(run.action === 'create'
      ? []
      : [`Back to what was before:  ./cairn env repair ${name}`]),
    `Take everything out:      ./cairn env destroy ${name}`,
  ];
}
