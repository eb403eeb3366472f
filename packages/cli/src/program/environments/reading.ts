import { Option, type Command } from 'commander';
import { commands } from '../../commands/commands';
import type { ListOptions } from '../../commands/environments';
import type { PortalOptions } from '../../portal/PortalContext';
import { parseCount } from '../numbers';
import { asksPortal, withPortal } from '../portalCommand';
import type { Surroundings } from '../Surroundings';
import { addOfOne } from './ofOne';

const STATES = [
  'Provisioning',
  'Ready',
  'Degraded',
  'Drifted',
  'Expiring',
  'Hibernated',
  'Destroying',
  'Destroyed',
  'Failed',
  'Unknown',
];

/** `env list`, `show`, `explain`, `drift`, `receipt` and `orphans`. */
export function addReading(env: Command, around: Surroundings) {
  asksPortal(env.command('list'))
    .description('List environments')
    .option('--owner <group>', 'of this group, for example checkout-team')
    .option('--class <name>', 'of this class')
    .option('--search <text>', 'with this in their name')
    .addOption(
      new Option('--state <state...>', 'in one of these states').choices(
        STATES,
      ),
    )
    .addOption(
      new Option('--sort <by>', 'what to sort by')
        .choices(['name', 'createdAt', 'expiresAt', 'owner', 'state'])
        .default('name'),
    )
    .option('--limit <number>', 'most to show', parseCount, 100)
    .addHelpText(
      'after',
      `
Examples:
  ./cairn env list
  ./cairn env list --owner checkout-team --state Degraded Failed
  ./cairn env list --output json | jq -r '.items[].name'`,
    )
    .action(({ portal, output, ...options }: PortalOptions & ListOptions) =>
      withPortal({ portal, output }, around, context =>
        commands.environments.listEnvironments(context, options),
      ),
    );

  addOfOne(env, around, [
    {
      name: 'show',
      description: 'Show an environment: state, why, and what it is made of',
      examples: [
        './cairn env show shop-preview',
        './cairn env show shop-preview --output yaml',
      ],
      run: (context, name) =>
        commands.environments.showEnvironment(context, name),
    },
    {
      name: 'explain',
      description: 'Tell what happened to an environment, in order',
      examples: [
        './cairn env explain shop-preview',
        "./cairn env explain shop-preview --output json | jq -r '.items[].summary'",
      ],
      run: (context, name) => commands.ledger.explainEnvironment(context, name),
    },
    {
      name: 'drift',
      description: 'Show what is not as it was planned, and who changed it',
      exitCodes: '0 nothing drifted, 1 something did, 6 nobody can tell now.',
      examples: [
        './cairn env drift shop-preview',
        './cairn env drift shop-preview --output json | jq .accept',
      ],
      run: (context, name) => commands.lifecycle.showDrift(context, name),
    },
    {
      name: 'receipt',
      description: 'Show the proof that a destroyed environment is gone',
      exitCodes: '0 everything is proven to be gone, 1 it is not.',
      examples: ['./cairn env receipt try-it'],
      run: (context, name) => commands.lifecycle.showReceipt(context, name),
    },
  ]);

  asksPortal(env.command('orphans'))
    .description('List what carries the label of an environment and is in none')
    .addHelpText('after', '\nExamples:\n  ./cairn env orphans')
    .action((options: PortalOptions) =>
      withPortal(options, around, context =>
        commands.lifecycle.listOrphans(context),
      ),
    );
}
