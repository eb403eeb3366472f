import { z } from 'zod';
import type { RunRecord } from './RunRecord';

const statusSchema = z.enum([
  'Queued',
  'Running',
  'Succeeded',
  'Failed',
  'Cancelled',
  'TimedOut',
  'Skipped',
  'Unknown',
]);

const stepSchema = z.object({
  number: z.number().int(),
  name: z.string(),
  status: statusSchema,
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
});

const jobSchema = z.object({
  id: z.string(),
  name: z.string(),
  status: statusSchema,
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
  steps: z.array(stepSchema),
});

/** The file of a run: half a file after a crash is none. */
export const recordSchema: z.ZodType<RunRecord> = z.object({
  id: z.string(),
  repository: z.string(),
  workflow: z.string(),
  event: z.string(),
  branch: z.string(),
  commit: z.object({
    sha: z.string(),
    message: z.string(),
    author: z.string(),
    url: z.string(),
  }),
  status: statusSchema,
  message: z.string(),
  queuedAt: z.string(),
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
  startedBy: z.string(),
  repeats: z.string().optional(),
  jobs: z.array(jobSchema),
  logTruncated: z.boolean(),
  workflowFile: z.string(),
  defaultBranch: z.string(),
  before: z.string(),
  reported: statusSchema.optional(),
});
