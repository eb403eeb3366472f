import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { plainly, recordStep, type ActionServices } from './ActionServices';

/** `cairn:plan:confirm`: lets a task begin only with a plan that still holds, and that no other task has. */
export function createConfirmAction(services: ActionServices) {
  return createTemplateAction({
    id: 'cairn:plan:confirm',
    description:
      'Plans the golden path again and compares: the task goes on only where it would make exactly what the plan said. The first of Cairn’s actions in a template.',
    supportsDryRun: true,
    schema: {
      input: {
        plan: z =>
          z.string({ description: 'Digest of the plan, sha256:…' }).optional(),
      },
    },
    async handler(ctx) {
      if (ctx.isDryRun) {
        await recordStep(ctx.workspacePath, { action: 'cairn:plan:confirm' });
        return;
      }
      const { plan: digest } = ctx.input;
      if (!digest) {
        throw new InputError(
          'This golden path needs the digest of a plan (the value planDigest). Plan first, and look at what would be made.',
        );
      }
      const goldenPaths = services.goldenPaths(
        await ctx.getInitiatorCredentials(),
      );
      const plan = await plainly(() => goldenPaths.begin(digest, ctx.task.id));
      if (plan.template !== ctx.templateInfo?.entityRef) {
        throw new InputError(
          `The plan is one of ${plan.template}, and this is a task of ${ctx.templateInfo?.entityRef}`,
        );
      }
      ctx.logger.info(
        `The plan holds: ${plan.repository.files.length} files, ${plan.entities.length} entities, ${plan.environments.length} environments for ${plan.owner}.`,
      );
    },
  });
}
