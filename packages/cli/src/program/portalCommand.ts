import { Option, type Command } from 'commander';
import { FORMATS, type Format } from '../output/Output';
import { commands } from '../commands/commands';
import type { PortalContext, PortalOptions } from '../portal/PortalContext';
import type { Surroundings } from './Surroundings';

/** `--portal`: which portal is asked. */
export function portalOption(): Option {
  return new Option(
    '--portal <url>',
    'the portal (default: the local platform that runs, else the one last logged in to)',
  ).env('CAIRN_PORTAL');
}

/** `--output`: for people, or in the shapes of the API. */
export function outputOption(): Option {
  return new Option(
    '-o, --output <format>',
    'table for people, json or yaml for programs',
  )
    .choices(FORMATS)
    .default('table' satisfies Format);
}

/** Adds what every command has that asks a portal and shows what it says. */
export function asksPortal(command: Command): Command {
  return command.addOption(portalOption()).addOption(outputOption());
}

/**
 * Runs a command with the portal that its options name.
 *
 * @param run - May answer with an exit code; none is success.
 */
export async function withPortal(
  options: PortalOptions,
  { locations, output, env, setExitCode }: Surroundings,
  run: (context: PortalContext) => Promise<number | void>,
): Promise<void> {
  const context = await commands.portal.openPortal(options, {
    locations,
    output,
    env,
  });
  const code = await run(context);
  if (typeof code === 'number') {
    setExitCode(code);
  }
}
