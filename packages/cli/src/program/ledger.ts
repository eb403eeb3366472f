import type { Command } from 'commander';
import { commands } from '../commands/commands';
import type { PortalOptions } from '../portal/PortalContext';
import { asksPortal, portalOption, withPortal } from './portalCommand';
import type { Surroundings } from './Surroundings';

/** `ledger`. */
export function addLedger(program: Command, around: Surroundings) {
  const ledger = program
    .command('ledger')
    .description('What happened to all environments, hash-chained');

  asksPortal(ledger.command('verify'))
    .description(
      'Compute every hash again, and compare with what was written elsewhere',
    )
    .addHelpText(
      'after',
      `
Exit code: 0 it holds, 1 it does not.

Examples:
  ./cairn ledger verify
  ./cairn ledger verify --output json | jq .anchors`,
    )
    .action((options: PortalOptions) =>
      withPortal(options, around, context =>
        commands.ledger.verifyLedger(context),
      ),
    );

  ledger
    .command('export')
    .addOption(portalOption())
    .description('Every row as a line of JSON, oldest first')
    .addHelpText(
      'after',
      `
Examples:
  ./cairn ledger export > ledger.jsonl
  ./cairn ledger export | jq 'select(.kind == "receipt")'`,
    )
    .action((options: PortalOptions) =>
      withPortal(options, around, context =>
        commands.ledger.exportLedger(context),
      ),
    );
}
