import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { environmentInputSchema } from '@cairn/plugin-golden-paths-common';
import { EnvironmentMaker } from '../environments/EnvironmentMaker';
import { plainly, recordStep, type ActionServices } from './ActionServices';

/** `cairn:environment:create`: applies exactly the environment's plan that the golden path's plan names. */
export function createEnvironmentAction(services: ActionServices) {
  return createTemplateAction({
    id: 'cairn:environment:create',
    description:
      'Makes an environment by the plan that was looked at, in the name of the person, and waits until what it runs is Synced and Healthy. Can be repeated after a failure.',
    supportsDryRun: true,
    schema: {
      input: {
        plan: z =>
          z.string({ description: 'Digest of the plan, sha256:…' }).optional(),
        name: z => z.string({ description: 'Name of the environment' }),
        class: z => z.string({ description: 'Its class' }),
        owner: z =>
          z.string({ description: 'Entity ref of the group that owns it' }),
        parameters: z =>
          z.record(z.unknown(), { description: 'As the class has them' }),
      },
      output: {
        name: z => z.string({ description: 'Name of the environment' }),
        namespace: z => z.string({ description: 'Its namespace' }),
      },
    },
    async handler(ctx) {
      const { plan: digest, ...rest } = ctx.input;
      const input = environmentInputSchema.parse(rest);
      if (ctx.isDryRun) {
        await recordStep(ctx.workspacePath, {
          action: 'cairn:environment:create',
          input,
        });
        return;
      }
      const credentials = await ctx.getInitiatorCredentials();
      const { environments } = await services.planOf(
        ctx.task.id,
        digest,
        credentials,
      );
      const planned = environments.find(({ name }) => name === input.name);
      if (planned?.class !== input.class) {
        throw new InputError(
          `The plan makes no environment ${input.name} of class ${input.class}`,
        );
      }
      const { name, namespace } = await plainly(() =>
        new EnvironmentMaker({
          environments: services.environments(credentials),
          say: line => ctx.logger.info(line),
          signal: ctx.signal,
        }).make(planned, input),
      );
      ctx.output('name', name);
      ctx.output('namespace', namespace);
    },
  });
}
