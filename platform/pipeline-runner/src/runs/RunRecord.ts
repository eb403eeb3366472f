import type {
  PipelineRun,
  PipelineStatus,
} from '@cairn/plugin-pipelines-common';

/** A run as it is kept: what others are told of it, and what is needed to run it. */
export interface RunRecord extends PipelineRun {
  /** Path of the workflow in the repository. */
  workflowFile: string;
  defaultBranch: string;
  /** Commit that the branch was at before the push; zeros where it was new. */
  before: string;
  /** What the Git host was last told of the commit; absent: nothing yet. */
  reported?: PipelineStatus;
}

const ENDED: readonly PipelineStatus[] = [
  'Succeeded',
  'Failed',
  'Cancelled',
  'TimedOut',
  'Skipped',
  // Of a run it says how it ended: in a way that cannot be known.
  'Unknown',
];

/** Whether nothing will change any more. */
export function hasEnded(status: PipelineStatus): boolean {
  return ENDED.includes(status);
}

/** What others are told of a run. */
export function publicRun(record: RunRecord): PipelineRun {
  const { workflowFile, defaultBranch, before, reported, ...run } = record;
  return run;
}
