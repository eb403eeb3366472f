import { InputError } from '@backstage/errors';
import {
  createTemplateAction,
  type ActionContext,
} from '@backstage/plugin-scaffolder-node';
import { repositoryInputSchema } from '@cairn/plugin-golden-paths-common';
import type { Author } from '../clients/GiteaClient';
import { RepositoryMaker } from '../repository/RepositoryMaker';
import { recordStep, type ActionServices } from './ActionServices';

/** `cairn:repository:publish`: makes the repository of the plan, with the files of the plan. */
export function createPublishAction(services: ActionServices) {
  return createTemplateAction({
    id: 'cairn:repository:publish',
    description:
      'Makes a repository in Cairn’s organization at the Git host and puts the files of the plan into it as one commit. Can be repeated: it goes on with what this task made, and never adopts another repository.',
    supportsDryRun: true,
    schema: {
      input: {
        plan: z =>
          z.string({ description: 'Digest of the plan, sha256:…' }).optional(),
        name: z => z.string({ description: 'Name of the repository' }),
        owner: z =>
          z.string({ description: 'Entity ref of the group that owns it' }),
        description: z =>
          z.string({ description: 'What it is for, in a line' }),
      },
      output: {
        url: z => z.string({ description: 'Where a person opens it' }),
        commit: z => z.string({ description: 'The first commit' }),
      },
    },
    async handler(ctx) {
      const { plan: digest, ...input } = ctx.input;
      if (ctx.isDryRun) {
        await recordStep(ctx.workspacePath, {
          action: 'cairn:repository:publish',
          input,
        });
        return;
      }
      const { name } = repositoryInputSchema.parse(input);
      const credentials = await ctx.getInitiatorCredentials();
      const plan = await services.planOf(ctx.task.id, digest, credentials);
      if (plan.repository.name !== name) {
        throw new InputError(
          `The plan makes the repository ${plan.repository.name}, not ${name}`,
        );
      }
      await services.requireMember(plan.owner, credentials);
      const commit = await ctx.checkpoint({
        key: 'commit',
        fn: () =>
          new RepositoryMaker({
            host: services.gitHost(),
            say: line => ctx.logger.info(line),
          }).make(plan, { task: ctx.task.id, author: authorOf(ctx.user) }),
      });
      ctx.output('url', plan.repository.url);
      ctx.output('commit', commit);
    },
  });
}

function authorOf(user: ActionContext<{}>['user']): Author {
  const profile = user?.entity?.spec.profile;
  const ref = user?.ref?.replace(/^.*\//, '') ?? 'cairn';
  return {
    name: profile?.displayName ?? ref,
    email: profile?.email ?? `${ref}@users.invalid`,
  };
}
