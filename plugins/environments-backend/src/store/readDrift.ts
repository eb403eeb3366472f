import type { Drift } from '@cairn/plugin-environments-common';
import { z } from 'zod';
import { refSchema } from './json';

const fieldSchema = z.object({
  path: z.string(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  manager: z.string().optional(),
  changedAt: z.string().optional(),
});

const driftSchema: z.ZodType<Drift> = z.object({
  resources: z.array(
    z.object({
      component: z.string(),
      ref: refSchema,
      kind: z.enum(['changed', 'missing', 'replaced']),
      message: z.string(),
      fields: z.array(fieldSchema),
    }),
  ),
  unknown: z.array(z.object({ ref: refSchema, message: z.string() })),
  accept: z
    .object({
      parameters: z.record(z.string(), z.unknown()),
      covers: z.number(),
      of: z.number(),
    })
    .optional(),
});

/** A comparison as it was written down. */
export function readDrift(text: string): Drift {
  return driftSchema.parse(JSON.parse(text));
}
