import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { Registration } from '../catalog/Registration';
import { EnvironmentMaker } from '../environments/EnvironmentMaker';
import { Removal } from '../removal/Removal';
import { plainly, type ActionServices } from './ActionServices';

/** `cairn:remove`: takes out what a task made that did not come to its end. */
export function createRemoveAction(services: ActionServices) {
  return createTemplateAction({
    id: 'cairn:remove',
    description:
      'Takes out what a task made of a plan: its environments, its entities, its repository. What somebody has worked on since stays, and is named with the reason.',
    schema: {
      input: {
        plan: z => z.string({ description: 'Digest of the plan, sha256:…' }),
      },
      output: {
        removed: z =>
          z.array(z.string(), { description: 'What is gone, a line each' }),
        kept: z =>
          z.array(z.string(), {
            description: 'What is still there and why, a line each',
          }),
      },
    },
    async handler(ctx) {
      const credentials = await ctx.getInitiatorCredentials();
      const plan = await plainly(() =>
        services.goldenPaths(credentials).getPlan(ctx.input.plan),
      );
      await services.requireMember(plan.owner, credentials);
      const say = (line: string) => ctx.logger.info(line);
      if (!plan.task) {
        say('No task began with this plan, so nothing was made of it.');
        ctx.output('removed', []);
        ctx.output('kept', []);
        return;
      }
      await services.tasks().requireEnded(plan.task);
      const { removed, kept } = await plainly(() =>
        new Removal({
          environments: new EnvironmentMaker({
            environments: services.environments(credentials),
            say,
            signal: ctx.signal,
          }),
          host: services.gitHost(),
          registration: new Registration({
            auth: services.auth,
            catalog: services.catalog,
            say,
          }),
        }).remove(plan),
      );
      removed.forEach(line => say(`Removed: ${line}.`));
      kept.forEach(line => ctx.logger.warn(`Kept: ${line}`));
      if (removed.length + kept.length === 0) {
        say('Nothing of this plan is there any more.');
      }
      ctx.output('removed', removed);
      ctx.output('kept', kept);
    },
  });
}
