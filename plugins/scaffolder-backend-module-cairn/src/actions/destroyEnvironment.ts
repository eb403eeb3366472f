import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { EnvironmentWaiter } from '../environments/EnvironmentWaiter';
import { plainly, type ActionServices } from './ActionServices';

/** `cairn:environment:destroy`: plans the end of an environment, says what goes, and destroys it. */
export function createDestroyEnvironmentAction(services: ActionServices) {
  return createTemplateAction({
    id: 'cairn:environment:destroy',
    description:
      'Destroys an environment in the name of the person and waits until everything that it owned is gone. One that is gone already is a success.',
    supportsDryRun: true,
    schema: {
      input: {
        name: z => z.string({ description: 'Name of the environment' }),
      },
      output: {
        run: z =>
          z
            .string({
              description: 'Id of the run; absent where it was gone already',
            })
            .optional(),
      },
    },
    async handler(ctx) {
      const { name } = ctx.input;
      const environments = services.environments(
        await ctx.getInitiatorCredentials(),
      );
      await plainly(async () => {
        const { state } = await environments.getEnvironment(name);
        if (state === 'Destroyed') {
          ctx.logger.info(`${name} is destroyed already`);
          return;
        }
        const plan = await environments.plan({
          action: 'destroy',
          environment: name,
        });
        for (const { ref } of plan.changes) {
          ctx.logger.info(`delete ${ref.kind}/${ref.name}`);
        }
        if (ctx.isDryRun) {
          return;
        }
        const run = await environments.apply(plan.digest);
        ctx.output('run', run.id);
        await new EnvironmentWaiter({
          environments,
          say: line => ctx.logger.info(line),
          signal: ctx.signal,
        }).untilOver(run);
      });
    },
  });
}
