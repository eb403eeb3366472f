import type { Command } from 'commander';
import type { PortalContext, PortalOptions } from '../../portal/PortalContext';
import { asksPortal, withPortal } from '../portalCommand';
import type { Surroundings } from '../Surroundings';

/** A command that takes the name of one environment and nothing else. */
export interface OfOne {
  name: string;
  description: string;
  examples: readonly string[];
  /** Where it says more than whether the command failed. */
  exitCodes?: string;
  /** May answer with an exit code; none is success. */
  run: (context: PortalContext, name: string) => Promise<number | void>;
}

function helpOf({ examples, exitCodes }: OfOne): string {
  return [
    ...(exitCodes ? ['', `Exit code: ${exitCodes}`] : []),
    '',
    'Examples:',
    ...examples.map(example => `  ${example}`),
  ].join('\n');
}

/** Adds commands of one environment, in their order. */
export function addOfOne(
  env: Command,
  around: Surroundings,
  commands: readonly OfOne[],
) {
  for (const command of commands) {
    asksPortal(env.command(command.name))
      .argument('<name>')
      .description(command.description)
      .addHelpText('after', helpOf(command))
      .action((name: string, options: PortalOptions) =>
        withPortal(options, around, context => command.run(context, name)),
      );
  }
}
