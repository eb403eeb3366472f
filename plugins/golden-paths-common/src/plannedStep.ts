import { z } from 'zod';
import { environmentNameSchema } from '@cairn/plugin-environments-common';
import { serviceNameSchema } from './serviceName';

/**
 * Folder of the workspace in which Cairn's actions say, in a dry run, what they would do: a file each, in order, with a
 * {@link PlannedStep}. The rest of the workspace is what the repository would hold.
 */
export const DRY_RUN_FOLDER = '.cairn-dry-run';

const groupRefSchema = z
  .string()
  .max(200)
  .regex(
    /^group:[a-z0-9_.-]+\/[a-z0-9_.-]+$/,
    'must be the entity ref of a group, for example group:default/checkout-team',
  );

const fileSchema = z
  .string()
  .min(1)
  .max(200)
  .regex(
    /^[A-Za-z0-9_][A-Za-z0-9._-]*(\/[A-Za-z0-9_][A-Za-z0-9._-]*)*$/,
    'must be a file of the repository',
  );

/** Input of `cairn:repository:publish`, without the plan's digest. */
export const repositoryInputSchema = z.object({
  name: serviceNameSchema,
  owner: groupRefSchema,
  description: z
    .string()
    .max(255)
    .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'must be one line'),
});
export type RepositoryInput = z.infer<typeof repositoryInputSchema>;

/** Input of `cairn:catalog:register`, without the plan's digest. */
export const registrationInputSchema = z.object({ path: fileSchema });
export type RegistrationInput = z.infer<typeof registrationInputSchema>;

/** Input of `cairn:environment:create`, without the plan's digest. */
export const environmentInputSchema = z.object({
  name: environmentNameSchema,
  class: z.string().min(1).max(63),
  owner: groupRefSchema,
  parameters: z.record(z.string(), z.unknown()),
});
export type EnvironmentInput = z.infer<typeof environmentInputSchema>;

/** What an action of Cairn would do. */
export const plannedStepSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('cairn:plan:confirm') }),
  z.object({
    action: z.literal('cairn:repository:publish'),
    input: repositoryInputSchema,
  }),
  z.object({
    action: z.literal('cairn:catalog:register'),
    input: registrationInputSchema,
  }),
  z.object({
    action: z.literal('cairn:environment:create'),
    input: environmentInputSchema,
  }),
]);
export type PlannedStep = z.infer<typeof plannedStepSchema>;
