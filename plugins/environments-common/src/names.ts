import { z } from 'zod';

/** Names that no environment can have, because the portal has pages of its own at `/environments/<name>`. */
export const RESERVED_NAMES: readonly string[] = [
  'new',
  'classes',
  'plans',
  'orphans',
  'ledger',
  'approvals',
];

/** Name of an environment: a DNS label, short enough for everything that is named after it. */
export const environmentNameSchema = z
  .string()
  .min(3, 'must be at least 3 characters')
  .max(40, 'must be at most 40 characters')
  .regex(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
    'must be lower-case letters, digits and hyphens, and start and end with a letter or digit',
  )
  .refine(
    name => !RESERVED_NAMES.includes(name),
    `must be none of ${RESERVED_NAMES.join(
      ', ',
    )}, which are pages of the portal`,
  );

/** Name of an environment that is to be made: those of old may have two hyphens in a row. */
export const newEnvironmentNameSchema = environmentNameSchema.refine(
  name => !name.includes('--'),
  'must not have two hyphens in a row, by which further namespaces of an environment are told from its first',
);

/** Annotation of an environment's entity in the catalog; its value is the environment's UUID. */
export const ENVIRONMENT_ANNOTATION = 'cairn.dev/environment';

/** The first namespace of an environment of this name; others that it may have begin with that and two hyphens. */
export function environmentNamespace(name: string): string {
  return `env-${name}`;
}
