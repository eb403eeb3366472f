import type { Command } from 'commander';
import { commands } from '../../commands/commands';
import type { PortalOptions } from '../../portal/PortalContext';
import { asksPortal, withPortal } from '../portalCommand';
import type { Surroundings } from '../Surroundings';

/** `env extend`, `retry` and `cancel`. */
export function addLifetime(env: Command, around: Surroundings) {
  asksPortal(env.command('extend'))
    .argument('<name>')
    .description('Let an environment live longer, as its class allows')
    .addHelpText('after', '\nExamples:\n  ./cairn env extend try-it')
    .action((name: string, options: PortalOptions) =>
      withPortal(options, around, context =>
        commands.lifecycle.extendEnvironment(context, name),
      ),
    );

  asksPortal(env.command('retry'))
    .argument('<name>')
    .description('Go on with its last run, where it failed or was cancelled')
    .addHelpText('after', '\nExamples:\n  ./cairn env retry try-it')
    .action((name: string, options: PortalOptions) =>
      withPortal(options, around, context =>
        commands.lifecycle.retryRun(context, name),
      ),
    );

  asksPortal(env.command('cancel'))
    .argument('<name>')
    .description('End its run at the next border between two steps')
    .addHelpText('after', '\nExamples:\n  ./cairn env cancel try-it')
    .action((name: string, options: PortalOptions) =>
      withPortal(options, around, context =>
        commands.lifecycle.cancelRun(context, name),
      ),
    );
}
