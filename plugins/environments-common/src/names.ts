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

/** Annotation of an environment's entity in the catalog; its value is the environment's UUID. */
export const ENVIRONMENT_ANNOTATION = 'cairn.dev/environment';

/** The only namespace that an environment of this name may touch. */
export function environmentNamespace(name: string): string {
  return `env-${name}`;
}
