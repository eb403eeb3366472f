import type {
  PipelineJob,
  PipelineStatus,
  PipelineStep,
} from '@cairn/plugin-pipelines-common';
import type { DeclaredJob } from '../workflow/parseWorkflow';
import type { ActEvent, ActJob, ActStep } from './actOutput';

/** More jobs of a run than this are run, but not told of one by one. */
const MAX_JOBS = 256;

interface TrackedJob {
  /** Place among the declared jobs. */
  place: number;
  job: PipelineJob;
  /** Steps by act's name for them. */
  steps: Map<string, PipelineStep>;
}

/** How a step or job ended, in our words. */
function statusOf(result: string): PipelineStatus {
  switch (result) {
    case 'success':
      return 'Succeeded';
    case 'failure':
      return 'Failed';
    case 'skipped':
      return 'Skipped';
    case 'cancelled':
      return 'Cancelled';
    default:
      return 'Unknown';
  }
}

function track(options: {
  id: string;
  name: string;
  declared: DeclaredJob;
  place: number;
}): TrackedJob {
  const { id, name, declared, place } = options;
  const steps = new Map<string, PipelineStep>(
    declared.steps.map((step, index) => [
      step.key,
      { number: index + 1, name: step.name, status: 'Queued' },
    ]),
  );
  return {
    place,
    job: { id, name, status: 'Queued', steps: [...steps.values()] },
    steps,
  };
}

/** Jobs and steps of a run while it runs: first as the workflow declares them, then as act tells of them. */
export class RunProgress {
  readonly #declared: readonly DeclaredJob[];
  readonly #tracked = new Map<string, TrackedJob>();
  readonly #now: () => string;

  constructor(
    declared: readonly DeclaredJob[],
    now: () => string = () => new Date().toISOString(),
  ) {
    this.#declared = declared;
    this.#now = now;
    declared.forEach((job, place) => {
      const { id, name } = job;
      this.#tracked.set(id, track({ id, name, declared: job, place }));
    });
  }

  /** A copy of how it is now, in the order of the workflow. */
  get jobs(): PipelineJob[] {
    const tracked = [...this.#tracked.values()];
    return tracked
      .sort((a, b) => a.place - b.place)
      .map(({ job }) => ({
        ...job,
        steps: job.steps.map(step => ({ ...step })),
      }));
  }

  /** Takes in what act said; tells whether anything changed. */
  apply(event: ActEvent): boolean {
    if (event.type === 'line' || !event.job) {
      return false;
    }
    const tracked = this.#find(event.job);
    const isStarted = this.#start(tracked.job);
    switch (event.type) {
      case 'job-started':
        return isStarted;
      case 'job-ended':
        this.#endJob(tracked.job, statusOf(event.result));
        return true;
      case 'step-started':
        return this.#start(this.#findStep(tracked, event.step)) || isStarted;
      default: {
        const step = this.#findStep(tracked, event.step);
        this.#start(step);
        step.status = statusOf(event.result);
        step.finishedAt = this.#now();
        return true;
      }
    }
  }

  /** Number of a step in its job. */
  stepNumber(job: ActJob, step: ActStep): number {
    return this.#findStep(this.#find(job), step).number;
  }

  /** Number of the step that a job is at; absent: between steps. */
  runningStep(job: ActJob): number | undefined {
    return this.#find(job).job.steps.find(({ status }) => status === 'Running')
      ?.number;
  }

  /**
   * Closes what did not end by itself.
   *
   * @param running - What becomes of what was running.
   */
  close(running: PipelineStatus): void {
    for (const { job } of this.#tracked.values()) {
      if (job.status === 'Queued') {
        this.#endJob(job, 'Skipped');
      } else if (job.status === 'Running') {
        this.#endJob(job, running);
      }
    }
  }

  /** A matrix makes several jobs of one that is declared: they take its place. */
  #find({ key, id }: ActJob): TrackedJob {
    const known = this.#tracked.get(key);
    if (known) {
      return known;
    }
    const at = this.#declared.findIndex(job => job.id === id);
    const place = at < 0 ? this.#declared.length : at;
    const declared = this.#declared[place] ?? { id, name: id, steps: [] };
    if (this.#tracked.get(id)?.job.status === 'Queued') {
      this.#tracked.delete(id);
    }
    const number = key.startsWith(`${id}-`) ? key.slice(id.length + 1) : '';
    const name = number ? `${declared.name} (${number})` : declared.name;
    const made = track({ id: key, name, declared, place });
    if (this.#tracked.size < MAX_JOBS) {
      this.#tracked.set(key, made);
    }
    return made;
  }

  #findStep({ job, steps }: TrackedJob, { key, name }: ActStep): PipelineStep {
    const known = steps.get(key);
    if (known) {
      return known;
    }
    const made: PipelineStep = {
      number: job.steps.length + 1,
      name: name.slice(0, 120),
      status: 'Queued',
    };
    steps.set(key, made);
    job.steps.push(made);
    return made;
  }

  #start(item: PipelineJob | PipelineStep): boolean {
    if (item.status !== 'Queued') {
      return false;
    }
    item.status = 'Running';
    item.startedAt = this.#now();
    return true;
  }

  #endJob(job: PipelineJob, status: PipelineStatus) {
    job.status = status;
    if (job.startedAt) {
      job.finishedAt = this.#now();
    }
    for (const step of job.steps) {
      if (step.status === 'Queued') {
        step.status = 'Skipped';
      } else if (step.status === 'Running') {
        step.status = status === 'Succeeded' ? 'Unknown' : status;
        step.finishedAt = this.#now();
      }
    }
  }
}
