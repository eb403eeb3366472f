import { z } from 'zod';

/** The steps of the first hour, in the order in which they make sense. */
export const firstHourSteps = [
  'look-at-a-service',
  'read-its-docs',
  'make-an-environment',
] as const;

/** Name of a step. */
export const firstHourStepSchema = z.enum(firstHourSteps);
/** See {@link firstHourStepSchema}. */
export type FirstHourStep = z.infer<typeof firstHourStepSchema>;

/** The steps that happen in the browser alone, so only it can tell that they were done. The others are seen by the backend itself. */
export const visitSteps = ['look-at-a-service', 'read-its-docs'] as const;

/** Name of a step that the browser may report. */
export const visitStepSchema = z.enum(visitSteps);
/** See {@link visitStepSchema}. */
export type VisitStep = z.infer<typeof visitStepSchema>;
