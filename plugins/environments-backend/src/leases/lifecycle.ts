import {
  hibernateScheduleSchema,
  type EnvironmentClassSummary,
} from '@cairn/plugin-environments-common';
import { z } from 'zod';

/** What the class of an environment says of its life, in the version that it has. */
export type Lifecycle = EnvironmentClassSummary['lifecycle'];

const classFactsSchema = z.object({
  lifecycle: z.object({
    ttlHours: z.number().positive().optional(),
    production: z.boolean().default(false),
    // Environments that were made before these were kept have none.
    renewals: z.number().int().min(0).default(0),
    hibernateAfterHours: z.number().positive().optional(),
    hibernateSchedule: hibernateScheduleSchema.optional(),
  }),
});

/** @param classFacts - the column of that name */
export function readLifecycle(classFacts: string): Lifecycle {
  return classFactsSchema.parse(JSON.parse(classFacts)).lifecycle;
}
