import type { Command } from 'commander';
import { commands } from '../../commands/commands';
import type { PlanOptions } from '../../commands/environmentChanges';
import type { PortalOptions } from '../../portal/PortalContext';
import { asksPortal, withPortal } from '../portalCommand';
import type { Surroundings } from '../Surroundings';

/** `env plan`. */
export function addPlan(env: Command, around: Surroundings) {
  asksPortal(env.command('plan'))
    .argument('<class>', 'an environment class; ./cairn class list')
    .argument('<name>', 'of the environment, unique')
    .description(
      'Plan an environment: every object, policy, price. Writes nothing',
    )
    .option(
      '--owner <group>',
      'whose it is, for example checkout-team (default: your only group)',
    )
    .option('--set <name=value...>', 'parameters of the class')
    .option(
      '--values <file>',
      'parameters in YAML or JSON; - for standard input',
    )
    .option('--cluster <name>', 'where (default: the first of the class)')
    .option('--full', 'show what stays as it is too, and each object whole')
    .addHelpText(
      'after',
      `
Exit code: 0 it can be applied as it is, 8 policy denies it or wants an approval, 10 it conflicts with something that exists.

Examples:
  ./cairn env plan sandbox try-it --owner checkout-team --set size=small
  ./cairn env plan sandbox try-it --values parameters.yaml --output json > plan.json`,
    )
    .action(
      (
        className: string,
        name: string,
        { portal, output, ...options }: PortalOptions & PlanOptions,
      ) =>
        withPortal({ portal, output }, around, context =>
          commands.environmentChanges.planEnvironment(
            context,
            className,
            name,
            options,
          ),
        ),
    );
}
