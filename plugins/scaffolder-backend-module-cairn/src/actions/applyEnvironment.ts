import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { EnvironmentWaiter } from '../environments/EnvironmentWaiter';
import { plainly, type ActionServices } from './ActionServices';

/** `cairn:environment:apply`: applies exactly one plan and waits for its run. The same again answers the same run. */
export function createApplyEnvironmentAction(services: ActionServices) {
  return createTemplateAction({
    id: 'cairn:environment:apply',
    description:
      'Applies exactly one plan of an environment, in the name of the person, and waits until its run is over. Where the plan would not be the same any more, nothing is written.',
    supportsDryRun: true,
    schema: {
      input: {
        digest: z =>
          z.string({
            description: 'Of the plan, from cairn:environment:plan',
          }),
      },
      output: {
        run: z => z.string({ description: 'Id of the run' }),
        name: z => z.string({ description: 'Name of the environment' }),
      },
    },
    async handler(ctx) {
      const { digest } = ctx.input;
      if (ctx.isDryRun) {
        ctx.logger.info(`Would apply the plan ${digest}`);
        return;
      }
      const environments = services.environments(
        await ctx.getInitiatorCredentials(),
      );
      await plainly(async () => {
        const run = await environments.apply(digest);
        ctx.output('run', run.id);
        ctx.output('name', run.environment);
        await new EnvironmentWaiter({
          environments,
          say: line => ctx.logger.info(line),
          signal: ctx.signal,
        }).untilOver(run);
      });
    },
  });
}
