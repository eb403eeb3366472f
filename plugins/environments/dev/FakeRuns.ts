import { NotFoundError } from '@backstage/errors';
import type { Plan, Run, RunStep } from '@cairn/plugin-environments-common';
import type { WatchRunOptions } from '@cairn/plugin-environments-react';
import { USER } from './plans';

/** Runs in memory, a step at a time. */
export class FakeRuns {
  /** The step of a run that fails, by the run's environment. */
  readonly failAt = new Map<string, number>();
  readonly #runs = new Map<string, Run>();
  readonly #watchers = new Map<string, Set<(run: Run) => void>>();
  readonly #onEnd: (run: Run) => void;

  constructor(onEnd: (run: Run) => void) {
    this.#onEnd = onEnd;
  }

  start(id: string, plan: Plan): Run {
    const run: Run = {
      id,
      environment: plan.environment.name,
      digest: plan.digest,
      action: plan.action,
      state: 'Queued',
      message: 'Waiting to start.',
      startedBy: USER,
      attempt: 1,
      createdAt: new Date().toISOString(),
      steps: plan.changes
        .filter(({ operation }) => operation !== 'unchanged')
        .map(
          ({ index, component, operation, ref }): RunStep => ({
            index,
            component,
            operation,
            ref,
            state: 'Pending',
            tries: 0,
          }),
        ),
    };
    this.keep(run);
    return run;
  }

  keep(run: Run) {
    this.#runs.set(run.id, run);
    for (const watcher of this.#watchers.get(run.id) ?? []) watcher(run);
  }

  get(id: string): Run {
    const run = this.#runs.get(id);
    if (!run) throw new NotFoundError(`There is no run ${id}`);
    return run;
  }

  of(environment: string): Run[] {
    return [...this.#runs.values()]
      .filter(run => run.environment === environment)
      .reverse();
  }

  async watch(id: string, { onRun, signal }: WatchRunOptions) {
    const watchers = this.#watchers.get(id) ?? new Set();
    this.#watchers.set(id, watchers.add(onRun));
    await new Promise<void>(resolve => {
      signal.addEventListener('abort', () => resolve());
    });
    watchers.delete(onRun);
  }

  cancel(id: string): Run {
    this.keep({ ...this.get(id), cancelRequestedBy: USER });
    return this.get(id);
  }

  retry(id: string): Run {
    const run = this.get(id);
    this.failAt.delete(run.environment);
    const { finishedAt: _, cancelRequestedBy: __, ...rest } = run;
    this.keep({
      ...rest,
      state: 'Queued',
      message: 'Waiting to start.',
      attempt: run.attempt + 1,
      steps: run.steps.map(step =>
        step.state === 'Failed'
          ? { ...step, state: 'Pending', finishedAt: undefined }
          : step,
      ),
    });
    return this.get(id);
  }

  /** Ends the steps that every run is at, and begins the next of each component. */
  advance(now: Date) {
    for (const run of [...this.#runs.values()]) {
      if (run.state === 'Queued' || run.state === 'Running') {
        this.#advanceRun(run, now.toISOString());
      }
    }
  }

  #advanceRun(run: Run, at: string) {
    const steps = run.steps.map(step => ({ ...step }));
    const next: Run = {
      ...run,
      state: 'Running',
      startedAt: run.startedAt ?? at,
      steps,
    };
    let failed = false;
    for (const step of steps.filter(({ state }) => state === 'Running')) {
      const fails = this.failAt.get(run.environment) === step.index;
      step.state = fails ? 'Failed' : 'Succeeded';
      step.finishedAt = at;
      step.message = fails
        ? 'The API server refused it: quota exceeded.'
        : undefined;
      failed = failed || fails;
    }
    const waiting = nextSteps(steps);
    if (failed) {
      this.#end(next, 'Failed', at);
    } else if (run.cancelRequestedBy) {
      this.#end(next, 'Cancelled', at);
    } else if (waiting.length > 0) {
      for (const step of waiting) {
        step.state = 'Running';
        step.tries += 1;
        step.startedAt = at;
        if (step.ref.kind === 'Application') {
          step.message =
            'Waiting for Argo CD: 1 of 3 pods is ready at revision 4be1c09.';
        }
      }
      next.message = `Step ${waiting[0].index + 1} of ${steps.length}.`;
    } else {
      this.#end(next, 'Succeeded', at);
    }
    this.keep(next);
    if (next.finishedAt) this.#onEnd(next);
  }

  #end(run: Run, state: 'Succeeded' | 'Failed' | 'Cancelled', at: string) {
    run.state = state;
    run.finishedAt = at;
    run.message = {
      Succeeded: 'Everything is done.',
      Failed: 'A step failed: the API server refused it, quota exceeded.',
      Cancelled: 'Stopped between two steps; what was done stays.',
    }[state];
  }
}

/** Components deployed by Argo CD go side by side, all else one after the other. */
function nextSteps(steps: RunStep[]): RunStep[] {
  const [first] = steps.filter(({ state }) => state === 'Pending');
  if (!first) return [];
  if (first.ref.kind !== 'Application') return [first];
  return steps.filter(
    ({ state, ref, operation }) =>
      state === 'Pending' &&
      ref.kind === 'Application' &&
      operation === first.operation,
  );
}
