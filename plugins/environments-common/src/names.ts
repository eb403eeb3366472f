import { z } from 'zod';

/** Name of an environment: a DNS label, short enough for everything that is named after it. */
export const environmentNameSchema = z
  .string()
  .min(3, 'must be at least 3 characters')
  .max(40, 'must be at most 40 characters')
  .regex(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
    'must be lower-case letters, digits and hyphens, and start and end with a letter or digit',
  );

/** The only namespace that an environment of this name may touch. */
export function environmentNamespace(name: string): string {
  return `env-${name}`;
}
