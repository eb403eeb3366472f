import pLimit from 'p-limit';
import type { Lane, OrderedStep } from './stepOrder';
import { isLost, RunCancelled } from './StepRunner';

/**
 * Works lanes off, each after those that it waits for, a bounded number of steps at the same time. After a failure no further step
 * begins; steps that are under way come to their end.
 *
 * @throws what says most of how it ended, the first of those
 */
export async function runLanes<S extends OrderedStep>(
  lanes: Array<Lane<S>>,
  limit: number,
  step: (step: S) => Promise<void>,
): Promise<void> {
  const slots = pLimit(limit);
  const waiting = new Set(lanes);
  const finished = new Set<string>();
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];

  const attempt = async (one: S): Promise<void> => {
    if (failures.length > 0) {
      return;
    }
    try {
      await step(one);
    } catch (error) {
      failures.push(error);
    }
  };
  const run = async (lane: Lane<S>): Promise<void> => {
    for (const stage of lane.stages) {
      await Promise.all(stage.map(one => slots(attempt, one)));
      if (failures.length > 0) {
        return;
      }
    }
    finished.add(lane.component);
  };
  const begin = () => {
    for (const lane of waiting) {
      const isReady = [...lane.after].every(name => finished.has(name));
      if (failures.length === 0 && isReady) {
        waiting.delete(lane);
        const job: Promise<void> = run(lane).finally(() => running.delete(job));
        running.add(job);
      }
    }
  };

  begin();
  while (running.size > 0) {
    await Promise.race(running);
    begin();
  }
  if (failures.length > 0) {
    throw tellingMost(failures);
  }
  if (waiting.size > 0) {
    throw new Error(
      `These components wait for each other: ${[...waiting]
        .map(({ component }) => component)
        .join(', ')}`,
    );
  }
}

/** Who has lost the run must not end it; and that somebody cancelled it must not hide that a step failed. */
function tellingMost(failures: unknown[]): unknown {
  return (
    failures.find(isLost) ??
    failures.find(failure => !(failure instanceof RunCancelled)) ??
    failures[0]
  );
}
