import type { ApprovalState } from '@cairn/plugin-environments-common';
import { Option, type Command } from 'commander';
import { commands } from '../../commands/commands';
import type { PortalOptions } from '../../portal/PortalContext';
import { parseCount } from '../numbers';
import { asksPortal, withPortal } from '../portalCommand';
import type { Surroundings } from '../Surroundings';

const STATES: ApprovalState[] = [
  'Waiting',
  'Approved',
  'Rejected',
  'Withdrawn',
  'Void',
  'Expired',
  'Applied',
];

/** `env approvals`, `ask`, `approve` and `withdraw`. */
export function addApproving(env: Command, around: Surroundings) {
  asksPortal(env.command('approvals'))
    .description('List requests for approval')
    .option('--mine', 'those that you asked for')
    .option('--all', 'all that you may see (default: what waits for you)')
    .addOption(
      new Option('--state <state...>', 'in one of these states').choices(
        STATES,
      ),
    )
    .option('--limit <number>', 'most to show', parseCount, 25)
    .addHelpText(
      'after',
      `
Examples:
  ./cairn env approvals
  ./cairn env approvals --mine --state Approved`,
    )
    .action(
      ({
        portal,
        output,
        mine,
        all,
        ...query
      }: PortalOptions & {
        mine?: boolean;
        all?: boolean;
        state?: ApprovalState[];
        limit: number;
      }) =>
        withPortal({ portal, output }, around, context =>
          commands.approvals.listApprovals(context, {
            ...query,
            ...(!all && { view: mine ? 'mine' : 'decide' }),
            limit: Math.min(100, query.limit),
          }),
        ),
    );

  asksPortal(env.command('ask'))
    .argument('<digest>', 'of the plan, as ./cairn env plan prints it')
    .description('Ask for the yes that a plan needs')
    .option('--note <text>', 'what those who decide should know')
    .addHelpText(
      'after',
      `
Examples:
  ./cairn env ask sha256:1f0c… --note 'for the load test on Friday'`,
    )
    .action(
      (
        digest: string,
        { portal, output, ...options }: PortalOptions & { note?: string },
      ) =>
        withPortal({ portal, output }, around, context =>
          commands.approvals.requestApproval(context, digest, options),
        ),
    );

  asksPortal(env.command('approve'))
    .argument('<digest>', 'of the plan')
    .description('Say yes to exactly one plan, or no, after you saw it')
    .option('--reject <reason>', 'say no, and why')
    .option('--reason <text>', 'why you say yes')
    .option('--yes', 'do not ask')
    .option('--full', 'show what stays as it is too, and each object whole')
    .addHelpText(
      'after',
      `
Where the plan would not be the same any more, the request is void (exit code 10).

Examples:
  ./cairn env approve sha256:1f0c…
  ./cairn env approve sha256:1f0c… --reject 'wait for the migration'`,
    )
    .action(
      (
        digest: string,
        {
          portal,
          output,
          ...options
        }: PortalOptions & {
          reject?: string;
          reason?: string;
          yes?: boolean;
          full?: boolean;
        },
      ) =>
        withPortal({ portal, output }, around, context =>
          commands.approvals.decide(context, digest, options),
        ),
    );

  asksPortal(env.command('withdraw'))
    .argument('<digest>', 'of the plan')
    .description('Take back a request for approval, or a yes')
    .option('--reason <text>', 'why')
    .addHelpText('after', '\nExamples:\n  ./cairn env withdraw sha256:1f0c…')
    .action(
      (
        digest: string,
        { portal, output, ...options }: PortalOptions & { reason?: string },
      ) =>
        withPortal({ portal, output }, around, context =>
          commands.approvals.withdraw(context, digest, options),
        ),
    );
}
