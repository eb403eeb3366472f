import { Option, type Command } from 'commander';
import { commands } from '../commands/commands';
import type { ApplyOptions, PlanOptions } from '../commands/environmentChanges';
import type { ListOptions } from '../commands/environments';
import type { PortalOptions } from '../portal/PortalContext';
import { parseCount } from './numbers';
import { asksPortal, withPortal } from './portalCommand';
import type { Surroundings } from './Surroundings';

const STATES = [
  'Provisioning',
  'Ready',
  'Degraded',
  'Destroying',
  'Destroyed',
  'Failed',
  'Unknown',
];

function addReading(env: Command, around: Surroundings) {
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

  asksPortal(env.command('show'))
    .argument('<name>')
    .description('Show an environment: state, why, and what it is made of')
    .addHelpText(
      'after',
      `
Examples:
  ./cairn env show shop-preview
  ./cairn env show shop-preview --output yaml`,
    )
    .action((name: string, options: PortalOptions) =>
      withPortal(options, around, context =>
        commands.environments.showEnvironment(context, name),
      ),
    );
}

function addPlan(env: Command, around: Surroundings) {
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

function addWriting(env: Command, around: Surroundings) {
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

  writes(env.command('destroy'))
    .argument('<name>')
    .description('Destroy an environment, after you saw what goes')
    .addHelpText(
      'after',
      `
Examples:
  ./cairn env destroy try-it
  ./cairn env destroy try-it --yes`,
    )
    .action(
      (
        name: string,
        { portal, output, ...options }: PortalOptions & ApplyOptions,
      ) =>
        withPortal({ portal, output }, around, context =>
          commands.environmentChanges.destroyEnvironment(
            context,
            name,
            options,
          ),
        ),
    );
}

/** `env`. */
export function addEnvironments(program: Command, around: Surroundings) {
  const env = program
    .command('env')
    .description('Environments: plan, apply, look at, destroy');
  addReading(env, around);
  addPlan(env, around);
  addWriting(env, around);
}
