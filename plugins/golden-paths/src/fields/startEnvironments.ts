import type { StartEnvironment } from '@cairn/plugin-golden-paths-common';
import { z } from 'zod';

const valueSchema = z
  .array(z.object({ name: z.string().catch(''), class: z.string().catch('') }))
  .catch([]);

/** The value of the field `CairnEnvironments`, whatever is in the form. */
export function readStartEnvironments(value: unknown): StartEnvironment[] {
  return valueSchema.parse(value);
}

const formSchema = z
  .object({ environments: z.unknown() })
  .catch({ environments: undefined });

/** The environments to start with, of all values of a form. */
export function startEnvironmentsOf(formData: unknown): StartEnvironment[] {
  return readStartEnvironments(formSchema.parse(formData).environments);
}
