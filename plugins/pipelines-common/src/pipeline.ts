export type PipelineStatus =
  | 'Queued'
  | 'Running'
  | 'Succeeded'
  | 'Failed'
  | 'Cancelled'
  | 'TimedOut'
  | 'Skipped'
  | 'Unknown';

export interface PipelineCommit {
  sha: string;
  /** First line. */
  message: string;
  author: string;
  /** Page of the commit at the Git host. */
  url: string;
}

export interface PipelineStep {
  /** Position in the job, from 1. */
  number: number;
  name: string;
  status: PipelineStatus;
  startedAt?: string;
  finishedAt?: string;
}

export interface PipelineJob {
  /** Unique in the run. */
  id: string;
  name: string;
  status: PipelineStatus;
  startedAt?: string;
  finishedAt?: string;
  steps: PipelineStep[];
}

/** One run in a list. Times are RFC 3339, UTC. */
export interface PipelineRunSummary {
  id: string;
  /** `owner/name` at the Git host. */
  repository: string;
  /** Name of the workflow, for example `CI`. */
  workflow: string;
  event: string;
  branch: string;
  commit: PipelineCommit;
  status: PipelineStatus;
  /** One sentence: what it waits for, what it does, why it failed or was stopped. */
  message: string;
  queuedAt: string;
  startedAt?: string;
  finishedAt?: string;
  /** Who asked for it: the pusher, or the entity ref of who ran it again. */
  startedBy: string;
  /** Id of the run that this one repeats. */
  repeats?: string;
}

/** One run, whole. */
export interface PipelineRun extends PipelineRunSummary {
  jobs: PipelineJob[];
  /** The log was cut at the limit. */
  logTruncated: boolean;
}

/** One line of a log. */
export interface PipelineLogLine {
  /** Position in the run, rising; ask for what comes after it. */
  cursor: number;
  at: string;
  job?: string;
  step?: number;
  text: string;
}

export interface PipelineLog {
  lines: PipelineLogLine[];
  /** The run has ended and there is nothing after these lines. */
  complete: boolean;
}

export interface PipelineRunPage {
  /** Newest first. */
  items: PipelineRunSummary[];
  total: number;
  nextCursor?: string;
}
