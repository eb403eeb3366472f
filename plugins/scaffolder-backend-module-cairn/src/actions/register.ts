import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { Registration } from '../catalog/Registration';
import { recordStep, type ActionServices } from './ActionServices';

/** `cairn:catalog:register`: takes the plan's entities into the catalog, for people who could not do so themselves. */
export function createRegisterAction(services: ActionServices) {
  return createTemplateAction({
    id: 'cairn:catalog:register',
    description:
      'Takes a file of the repository into the catalog and waits until its entities are there. Whoever is in the owner group of the plan may; nobody needs the right to take anything else in.',
    supportsDryRun: true,
    schema: {
      input: {
        plan: z =>
          z.string({ description: 'Digest of the plan, sha256:…' }).optional(),
        path: z =>
          z.string({
            description:
              'The file in the repository, for example catalog-info.yaml',
          }),
      },
      output: {
        entityRef: z => z.string({ description: 'The first of the entities' }),
      },
    },
    async handler(ctx) {
      const { plan: digest, path } = ctx.input;
      if (ctx.isDryRun) {
        await recordStep(ctx.workspacePath, {
          action: 'cairn:catalog:register',
          input: { path },
        });
        return;
      }
      const credentials = await ctx.getInitiatorCredentials();
      const plan = await services.planOf(ctx.task.id, digest, credentials);
      if (!plan.catalogUrl?.endsWith(`/${path}`)) {
        throw new InputError(`The plan does not take ${path} into the catalog`);
      }
      await services.requireMember(plan.owner, credentials);
      await new Registration({
        auth: services.auth,
        catalog: services.catalog,
        say: line => ctx.logger.info(line),
      }).add(plan.catalogUrl, plan.entities, { signal: ctx.signal });
      ctx.output('entityRef', plan.entities[0]);
    },
  });
}
