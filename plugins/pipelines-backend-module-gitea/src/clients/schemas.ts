import type {
  PipelineLog,
  PipelineRun,
  PipelineRunPage,
} from '@cairn/plugin-pipelines-common';
import { z } from 'zod';

// A runner of a later version may know more states: what is not known here is unknown, not an error.
const statusSchema = z
  .enum([
    'Queued',
    'Running',
    'Succeeded',
    'Failed',
    'Cancelled',
    'TimedOut',
    'Skipped',
    'Unknown',
  ])
  .catch('Unknown');

const times = {
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
};

const summarySchema = z.object({
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
  ...times,
  startedBy: z.string(),
  repeats: z.string().optional(),
});

export const runSchema: z.ZodType<PipelineRun> = summarySchema.extend({
  jobs: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      status: statusSchema,
      ...times,
      steps: z.array(
        z.object({
          number: z.number(),
          name: z.string(),
          status: statusSchema,
          ...times,
        }),
      ),
    }),
  ),
  logTruncated: z.boolean(),
});

export const runPageSchema: z.ZodType<PipelineRunPage> = z.object({
  items: z.array(summarySchema),
  total: z.number(),
  nextCursor: z.string().optional(),
});

export const logSchema: z.ZodType<PipelineLog> = z.object({
  lines: z.array(
    z.object({
      cursor: z.number(),
      at: z.string(),
      job: z.string().optional(),
      step: z.number().optional(),
      text: z.string(),
    }),
  ),
  complete: z.boolean(),
});

export const runnerStatusSchema = z.object({
  queued: z.number(),
  running: z.string().optional(),
});

/** How the runner itself is. */
export type RunnerStatus = z.infer<typeof runnerStatusSchema>;
