import type { Command } from 'commander';
import { commands } from '../commands/commands';
import type { NewOptions } from '../commands/newService';
import type { PortalOptions } from '../portal/PortalContext';
import { parseCount } from './numbers';
import { asksPortal, portalOption, withPortal } from './portalCommand';
import type { Surroundings } from './Surroundings';

const ENTITY = 'for example cart-api, or KIND:NAMESPACE/NAME';

function addNew(program: Command, around: Surroundings) {
  const collect = (value: string, before: string[] | undefined) => [
    ...(before ?? []),
    value,
  ];
  asksPortal(program.command('new'))
    .argument('[golden-path]', 'for example node-service')
    .description('Make something new from a golden path')
    .option('--name <name>', 'of the service')
    .option('--owner <group>', 'which group looks after it')
    .option('--system <system>', 'what it is a part of')
    .option('--description <text>', 'what it is for, a sentence')
    .option(
      '--env <name=class>',
      'an environment to start with, or none (default: those of the golden path)',
      collect,
    )
    .option('--plan-only', 'show what would be made, and make nothing')
    .option('--full', 'show every object of its environments')
    .option('--yes', 'do not ask')
    .option('--follow <task>', 'follow one that was begun')
    .addHelpText(
      'after',
      `
What is not given is asked. You see everything that would be made before you say yes.

Examples:
  ./cairn new node-service
  ./cairn new node-service --name orders-api --owner checkout-team --description 'Takes orders' --plan-only
  ./cairn new --follow 1f0c2b9e-…`,
    )
    .action(
      (
        goldenPath: string | undefined,
        {
          portal,
          output,
          follow,
          ...options
        }: PortalOptions & NewOptions & { follow?: string },
        command: Command,
      ) => {
        if (follow === undefined && goldenPath === undefined) {
          command.error(
            "error: missing required argument 'golden-path', for example node-service",
          );
        }
        return withPortal({ portal, output }, around, context =>
          follow === undefined
            ? commands.newService.makeService(
                context,
                goldenPath ?? '',
                options,
              )
            : commands.newService.followTask(context, follow),
        );
      },
    );
}

function addHealthAndCost(program: Command, around: Surroundings) {
  asksPortal(program.command('health'))
    .argument('[entity]', `${ENTITY}; all your services by default`)
    .description('Show whether services are healthy, and why not')
    .option('-w, --watch', 'show it again as it changes, until Ctrl-C')
    .addHelpText(
      'after',
      `
Examples:
  ./cairn health
  ./cairn health cart-api --watch
  ./cairn health cart-api --output json | jq -r .verdict.status`,
    )
    .action(
      (
        entity: string | undefined,
        options: PortalOptions & { watch?: boolean },
      ) =>
        withPortal(options, around, context =>
          commands.services.showHealth(context, entity, options),
        ),
    );

  asksPortal(program.command('cost'))
    .argument('[entity]', `${ENTITY}; all your services by default`)
    .description('Show what services cost this month, and what it is made of')
    .option('--days <number>', 'how many days to report', parseCount)
    .addHelpText(
      'after',
      `
Examples:
  ./cairn cost
  ./cairn cost cart-api
  ./cairn cost cart-api --days 90 --output json | jq '.days[] | [.date, .micros]'`,
    )
    .action(
      (
        entity: string | undefined,
        options: PortalOptions & { days?: number },
      ) =>
        withPortal(options, around, context =>
          commands.services.showCost(context, entity, options),
        ),
    );
}

function addPipelines(program: Command, around: Surroundings) {
  const pipeline = program
    .command('pipeline')
    .description('Pipelines of a service');
  asksPortal(pipeline.command('list'))
    .argument('<entity>', ENTITY)
    .description('List the runs of a service’s pipelines, newest first')
    .option('--branch <name>', 'of this branch')
    .option('--limit <number>', 'most to show', parseCount, 20)
    .addHelpText(
      'after',
      `
Examples:
  ./cairn pipeline list cart-api
  ./cairn pipeline list cart-api --branch main --output json`,
    )
    .action(
      (
        entity: string,
        options: PortalOptions & { branch?: string; limit: number },
      ) =>
        withPortal(options, around, context =>
          commands.services.listPipelineRuns(context, entity, {
            branch: options.branch,
            limit: options.limit,
          }),
        ),
    );
}

function addOpen(program: Command, around: Surroundings) {
  program
    .command('open')
    .argument('[what...]', 'an entity, or env NAME; the portal by default')
    .description('Open a page of the portal in your browser')
    .option('--print', 'only print its address')
    .addOption(portalOption())
    .addHelpText(
      'after',
      `
Examples:
  ./cairn open
  ./cairn open cart-api
  ./cairn open env try-it --print`,
    )
    .action((what: string[], options: PortalOptions & { print?: boolean }) =>
      withPortal(options, around, context =>
        commands.open.openPage(context, what, options),
      ),
    );
}

/** `new`, `health`, `cost`, `pipeline`, `open`. */
export function addServices(program: Command, around: Surroundings) {
  addNew(program, around);
  addHealthAndCost(program, around);
  addPipelines(program, around);
  addOpen(program, around);
}
