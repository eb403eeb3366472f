import type { Command } from 'commander';
import { commands } from '../commands/commands';
import type { PortalOptions } from '../portal/PortalContext';
import { asksPortal, portalOption, withPortal } from './portalCommand';
import type { Surroundings } from './Surroundings';

/** `login`, `logout`, `whoami`. */
export function addSession(program: Command, around: Surroundings) {
  program
    .command('login')
    .description('Log in to the portal with your browser')
    .option('--no-browser', 'only print the page to open')
    .addOption(portalOption())
    .addHelpText(
      'after',
      `
The login is kept where backstage-cli keeps its own, readable by you alone, and lasts until you log out or do not use it for 30 days.

Examples:
  ./cairn login                                     to the local platform
  ./cairn login --portal https://cairn.example.com  to your company's`,
    )
    .action((options: PortalOptions & { browser: boolean }) =>
      withPortal(options, around, context =>
        commands.session.login(context, options),
      ),
    );
  program
    .command('logout')
    .description('End the login, here and at the portal')
    .addOption(portalOption())
    .action((options: PortalOptions) =>
      withPortal(options, around, context => commands.session.logout(context)),
    );
  asksPortal(program.command('whoami'))
    .description('Show in whose name commands ask')
    .action((options: PortalOptions) =>
      withPortal(options, around, context => commands.session.whoami(context)),
    );
}
