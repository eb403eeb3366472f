import type { Command } from 'commander';
import type { ApplyOptions } from '../../commands/applying';
import { commands } from '../../commands/commands';
import type { UpdateOptions } from '../../commands/environmentChanges';
import type { PortalOptions } from '../../portal/PortalContext';
import { asksPortal, withPortal } from '../portalCommand';
import type { Surroundings } from '../Surroundings';

/** Changes that need no more than a name. Each is a plan that is shown before it is applied. */
const CHANGES = [
  {
    action: 'hibernate',
    description: 'Scale an environment to zero; nothing is lost',
    example: './cairn env hibernate try-it',
  },
  {
    action: 'wake',
    description: 'Wake an environment that was hibernated',
    example: './cairn env wake try-it',
  },
  {
    action: 'repair',
    description: 'Put back what drifted, and make again what is missing',
    example: './cairn env repair try-it',
  },
] as const;

/** `env apply`, `update`, `hibernate`, `wake`, `repair` and `destroy`. */
export function addWriting(env: Command, around: Surroundings) {
  const writes = (command: Command) =>
    asksPortal(command)
      .option('--yes', 'do not ask')
      .option('--no-wait', 'return as soon as it has begun')
      .option('--full', 'show what stays as it is too, and each object whole');

  writes(env.command('apply'))
    .argument('[digest]', 'of the plan, as ./cairn env plan prints it')
    .description('Apply exactly one plan, after you said yes to it')
    .option(
      '--from <file>',
      'a plan saved by ./cairn env plan --output json; - for standard input',
    )
    .addHelpText(
      'after',
      `
Where the plan would not be the same any more, nothing is written (exit code 10).

Examples:
  ./cairn env apply sha256:1f0c…
  ./cairn env apply --from plan.json --yes`,
    )
    .action(
      (
        digest: string | undefined,
        {
          portal,
          output,
          ...options
        }: PortalOptions & ApplyOptions & { from?: string },
      ) =>
        withPortal({ portal, output }, around, context =>
          commands.environmentChanges.applyPlan(context, digest, options),
        ),
    );

  writes(env.command('update'))
    .argument('<name>')
    .description(
      'Give an environment other parameters, or the newest version of its class',
    )
    .option('--set <name=value...>', 'parameters of the class; others stay')
    .option(
      '--values <file>',
      'parameters in YAML or JSON; - for standard input',
    )
    .option('--upgrade', 'to the newest version of its class')
    .addHelpText(
      'after',
      `
Shows the plan, with what is replaced and deleted, and asks before anything is written.

Examples:
  ./cairn env update try-it --set size=medium
  ./cairn env update try-it --upgrade`,
    )
    .action(
      (
        name: string,
        { portal, output, ...options }: PortalOptions & UpdateOptions,
      ) =>
        withPortal({ portal, output }, around, context =>
          commands.environmentChanges.updateEnvironment(context, name, options),
        ),
    );

  for (const { action, description, example } of CHANGES) {
    writes(env.command(action))
      .argument('<name>')
      .description(description)
      .addHelpText('after', `\nExamples:\n  ${example}`)
      .action(
        (
          name: string,
          { portal, output, ...options }: PortalOptions & ApplyOptions,
        ) =>
          withPortal({ portal, output }, around, context =>
            commands.environmentChanges.changeEnvironment(
              context,
              { action, environment: name },
              options,
            ),
          ),
      );
  }

  writes(env.command('destroy'))
    .argument('<name>')
    .description('Destroy an environment, after you saw what goes')
    .option(
      '--id <uuid>',
      'of one that is destroyed already, of which ./cairn env orphans found something',
    )
    .addHelpText(
      'after',
      `
Examples:
  ./cairn env destroy try-it --yes
  ./cairn env destroy try-it --id 0d9c8a6e-6a52-4d40-9a8b-0e1f5f4f7c11`,
    )
    .action(
      (
        name: string,
        {
          portal,
          output,
          id,
          ...options
        }: PortalOptions & ApplyOptions & { id?: string },
      ) =>
        withPortal({ portal, output }, around, context =>
          commands.environmentChanges.changeEnvironment(
            context,
            { action: 'destroy', environment: name, ...(id && { id }) },
            options,
          ),
        ),
    );
}
