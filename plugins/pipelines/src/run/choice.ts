import type {
  PipelineRun,
  PipelineStatus,
} from '@cairn/plugin-pipelines-common';
import type { LogPart } from '../log/part';

const BAD: readonly PipelineStatus[] = ['Failed', 'TimedOut'];
/** In the address: the whole log, also of a run that failed. */
const WHOLE = '*';

/** Where a run went wrong: the first step that did, or the first job where no step says so. */
function failedPart({ jobs }: PipelineRun): LogPart | undefined {
  for (const job of jobs) {
    const step = job.steps.find(({ status }) => BAD.includes(status));
    if (step) return { job: job.id, step: step.number };
  }
  const job = jobs.find(({ status }) => BAD.includes(status));
  return job && { job: job.id };
}

/** Whose log the address asks for; where it does not say, the log of what failed. Undefined: the whole log. */
export function choiceOf(
  address: URLSearchParams,
  run: PipelineRun,
): LogPart | undefined {
  const job = address.get('job');
  if (job === null) {
    return address.has('line') ? undefined : failedPart(run);
  }
  const known = run.jobs.find(({ id }) => id === job);
  if (!known) return undefined;
  const number = Number(address.get('step'));
  const step = known.steps.find(one => one.number === number);
  return { job, step: step?.number };
}

/** The address of a choice. The line that was chosen is of another part, so it goes. */
export function withChoice(
  address: URLSearchParams,
  choice: LogPart | undefined,
): URLSearchParams {
  const next = new URLSearchParams(address);
  next.delete('line');
  next.set('job', choice?.job ?? WHOLE);
  if (choice?.step === undefined) next.delete('step');
  else next.set('step', String(choice.step));
  return next;
}

/** What a part of the log is called. */
export function titleOf(part: LogPart | undefined, run: PipelineRun): string {
  const job = run.jobs.find(({ id }) => id === part?.job);
  if (!part || !job) return 'The whole log';
  const step = job.steps.find(({ number }) => number === part.step);
  return step ? `${job.name} · ${step.name}` : job.name;
}
