import { z } from 'zod';
import { firstHourStepSchema, visitStepSchema } from './steps';

/** The answer of `GET /api/first-hour/v1/progress` and of everything that changes it: how far one user is. */
export const firstHourProgressSchema = z.object({
  /** Every step, in order. */
  steps: z.array(
    z.object({
      step: firstHourStepSchema,
      /** RFC 3339, UTC: when it was first done; absent: not yet. */
      doneAt: z.iso.datetime().optional(),
    }),
  ),
  /** RFC 3339, UTC: when the user put the checklist away; absent: it is shown. */
  dismissedAt: z.iso.datetime().optional(),
});
/** See {@link firstHourProgressSchema}. */
export type FirstHourProgress = z.infer<typeof firstHourProgressSchema>;

/** The body of `POST /api/first-hour/v1/progress/visits`: a step that was done by looking at a page. */
export const visitSchema = z.strictObject({ step: visitStepSchema });

/** The body of `PUT /api/first-hour/v1/progress/dismissed`. */
export const dismissalSchema = z.strictObject({ dismissed: z.boolean() });
