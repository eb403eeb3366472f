import type {
  PipelineJob,
  PipelineStatus,
} from '@cairn/plugin-pipelines-common';

/** How a run ended, and why, in a sentence. */
export interface Outcome {
  status: PipelineStatus;
  message: string;
}

function failedStep(jobs: readonly PipelineJob[]): string | undefined {
  for (const job of jobs.filter(({ status }) => status === 'Failed')) {
    const step = job.steps.find(({ status }) => status === 'Failed');
    return step
      ? `Step “${step.name}” of job “${job.name}” failed`
      : `Job “${job.name}” failed`;
  }
  return undefined;
}

/**
 * What became of a run whose act has ended by itself.
 *
 * @param problem - The last thing that act itself called wrong.
 */
export function outcomeOf(
  exitCode: number | null,
  jobs: readonly PipelineJob[],
  problem: string | undefined,
): Outcome {
  const failed = failedStep(jobs);
  if (failed) {
    return {
      status: 'Failed',
      message: problem ? `${failed}: ${problem}` : `${failed}.`,
    };
  }
  if (exitCode !== 0) {
    return {
      status: 'Failed',
      message:
        problem ?? `The workflow could not be run (exit code ${exitCode}).`,
    };
  }
  const count = (status: PipelineStatus) =>
    jobs.filter(job => job.status === status).length;
  const succeeded = count('Succeeded');
  if (succeeded > 0 && succeeded + count('Skipped') === jobs.length) {
    return {
      status: 'Succeeded',
      message:
        succeeded === 1 ? '1 job succeeded.' : `${succeeded} jobs succeeded.`,
    };
  }
  if (jobs.every(({ status }) => status === 'Skipped')) {
    return problem
      ? { status: 'Failed', message: problem }
      : { status: 'Skipped', message: 'Its conditions let no job run.' };
  }
  return problem
    ? { status: 'Failed', message: problem }
    : {
        status: 'Unknown',
        message: 'act ended well, but did not say how every job did.',
      };
}
