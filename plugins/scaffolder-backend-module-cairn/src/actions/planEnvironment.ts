import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { PlanRequest } from '@cairn/plugin-environments-common';
import { InputError } from '@backstage/errors';
import { plainly, type ActionServices } from './ActionServices';

/** `cairn:environment:plan`: what a request would do, in the name of the person. Writes nothing, in a dry run neither. */
export function createPlanEnvironmentAction(services: ActionServices) {
  return createTemplateAction({
    id: 'cairn:environment:plan',
    description:
      'Plans to make, update, hibernate, wake, repair or destroy an environment. Writes nothing; `cairn:environment:apply` applies exactly this plan.',
    supportsDryRun: true,
    schema: {
      input: {
        action: z =>
          z
            .enum([
              'create',
              'update',
              'hibernate',
              'wake',
              'repair',
              'destroy',
            ])
            .default('create'),
        name: z => z.string({ description: 'Name of the environment' }),
        class: z =>
          z.string({ description: 'Its class; with create' }).optional(),
        owner: z =>
          z
            .string({ description: 'Entity ref of a group; with create' })
            .optional(),
        cluster: z =>
          z
            .string({ description: 'Default: the first of the class' })
            .optional(),
        parameters: z =>
          z
            .record(z.unknown(), {
              description: 'As the class has them; with create and update',
            })
            .optional(),
        upgrade: z =>
          z
            .boolean({
              description: 'To the newest version of its class; with update',
            })
            .optional(),
      },
      output: {
        digest: z => z.string({ description: 'Of the plan, sha256:…' }),
        blockers: z =>
          z.array(z.string(), {
            description: 'What keeps it from being applied; empty: nothing',
          }),
      },
    },
    async handler(ctx) {
      const credentials = await ctx.getInitiatorCredentials();
      const { digest, blockers, changes, verdict } = await plainly(() =>
        services.environments(credentials).plan(requestOf(ctx.input)),
      );
      for (const { operation, ref } of changes) {
        ctx.logger.info(`${operation} ${ref.kind}/${ref.name}`);
      }
      for (const { severity, rule, message } of verdict.violations) {
        ctx.logger.info(`policy: ${severity}: ${rule}: ${message}`);
      }
      ctx.logger.info(`Plan ${digest}. Nothing was written.`);
      ctx.output('digest', digest);
      ctx.output('blockers', blockers);
    },
  });
}

function requestOf(input: {
  action: PlanRequest['action'];
  name: string;
  class?: string;
  owner?: string;
  cluster?: string;
  parameters?: Record<string, unknown>;
  upgrade?: boolean;
}): PlanRequest {
  const { action, name, owner, cluster, parameters, upgrade } = input;
  switch (action) {
    case 'create':
      if (!input.class || !owner) {
        throw new InputError(
          'A new environment needs a class and an owner: give both to cairn:environment:plan',
        );
      }
      return {
        action,
        class: input.class,
        name,
        owner,
        parameters: parameters ?? {},
        ...(cluster && { cluster }),
      };
    case 'update':
      return {
        action,
        environment: name,
        ...(parameters && { parameters }),
        ...(upgrade !== undefined && { upgrade }),
      };
    default:
      return { action, environment: name };
  }
}
