import type { RunOutcome } from '../store/runOutcome';
import type { RunRecord } from '../store/runRows';
import { runFact } from './runFacts';
import { whyFailed } from './runTexts';
import { messageOf, RunCancelled } from './StepRunner';

/** How a run ends that did not come to its end. */
export function unfinished(run: RunRecord, error: unknown): RunOutcome {
  const isCancelled = error instanceof RunCancelled;
  const message = isCancelled
    ? 'It was stopped between two steps, as asked. What was done stays, and is in the inventory.'
    : messageOf(error);
  return {
    state: isCancelled ? 'Cancelled' : 'Failed',
    message,
    environment: {
      state: 'Failed',
      reason: whyFailed({ action: run.action, message }),
    },
    fact: isCancelled
      ? runFact('run.cancelled', run, { actor: error.by, summary: message })
      : runFact('run.finished', run, {
          actor: run.startedBy,
          summary: `The run failed: ${message}`,
          data: { state: 'Failed' },
        }),
  };
}
