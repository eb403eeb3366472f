import { environmentStates } from '@cairn/plugin-environments-common';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { EnvironmentWaiter } from '../environments/EnvironmentWaiter';
import { plainly, type ActionServices } from './ActionServices';

/** `cairn:environment:wait`: until an environment is in a state. */
export function createWaitForEnvironmentAction(services: ActionServices) {
  return createTemplateAction({
    id: 'cairn:environment:wait',
    description:
      'Waits until an environment is in one of some states, and says why it is not yet.',
    supportsDryRun: true,
    schema: {
      input: {
        name: z => z.string({ description: 'Name of the environment' }),
        state: z =>
          z
            .array(z.enum(environmentStates))
            .min(1)
            .default(['Ready'])
            .describe('Any of these'),
        timeoutMinutes: z =>
          z.number().positive().max(60).default(5).describe('Minutes'),
      },
      output: {
        state: z => z.string({ description: 'The state that it is in' }),
        namespace: z => z.string({ description: 'Its namespace' }),
      },
    },
    async handler(ctx) {
      const { name, state, timeoutMinutes } = ctx.input;
      if (ctx.isDryRun) {
        ctx.logger.info(`Would wait for ${name} to be ${state.join(' or ')}`);
        return;
      }
      const environments = services.environments(
        await ctx.getInitiatorCredentials(),
      );
      const environment = await plainly(() =>
        new EnvironmentWaiter({
          environments,
          say: line => ctx.logger.info(line),
          signal: ctx.signal,
        }).untilState(name, state, timeoutMinutes * 60_000),
      );
      ctx.output('state', environment.state);
      ctx.output('namespace', environment.namespace);
    },
  });
}
