import type { Command } from 'commander';
import { commands } from '../commands/commands';
import type { PortalOptions } from '../portal/PortalContext';
import { asksPortal, withPortal } from './portalCommand';
import type { Surroundings } from './Surroundings';

/** `class`. */
export function addClasses(program: Command, around: Surroundings) {
  const classes = program
    .command('class')
    .description('Environment classes: what there is to choose from');

  asksPortal(classes.command('list'))
    .description('List the environment classes')
    .addHelpText(
      'after',
      `
Examples:
  ./cairn class list
  ./cairn class list --output json | jq -r '.items[].name'`,
    )
    .action((options: PortalOptions) =>
      withPortal(options, around, context =>
        commands.classes.listClasses(context),
      ),
    );

  asksPortal(classes.command('show'))
    .argument('<name>')
    .description('Show a class: what it makes, and what you may choose')
    .addHelpText(
      'after',
      `
Examples:
  ./cairn class show sandbox
  ./cairn class show sandbox --output yaml`,
    )
    .action((name: string, options: PortalOptions) =>
      withPortal(options, around, context =>
        commands.classes.showClass(context, name),
      ),
    );

  asksPortal(classes.command('upgrade'))
    .argument('<name>')
    .description(
      'Upgrade every environment of a class to its newest version, after you saw all plans',
    )
    .option('--yes', 'do not ask')
    .addHelpText('after', '\nExamples:\n  ./cairn class upgrade sandbox')
    .action(
      (
        name: string,
        { portal, output, ...options }: PortalOptions & { yes?: boolean },
      ) =>
        withPortal({ portal, output }, around, context =>
          commands.upgrades.upgradeEnvironments(context, name, options),
        ),
    );
}
