import type {
  Run,
  RunStep,
  RunSummary,
} from '@cairn/plugin-environments-common';
import { OPERATION_WORDS } from '@cairn/plugin-environments-react';
import { ACTIONS, actionTitle } from '../plan/actions';

/** What a run does, of what, as a title. */
export function runTitle({ action, environment }: RunSummary): string {
  return actionTitle(action, environment);
}

function stepWords({ operation, ref }: RunStep) {
  return `${OPERATION_WORDS[operation].toLocaleLowerCase('en-US')} ${
    ref.kind
  } ${ref.name}`;
}

function of(steps: number) {
  return steps === 1 ? '1 step' : `${steps} steps`;
}

/** How far a run is, in a sentence; read out whenever it changes. */
export function progressWords(run: Run): string {
  const total = run.steps.length;
  const done = run.steps.filter(({ state }) => state === 'Succeeded').length;
  switch (run.state) {
    case 'Queued':
      return `Waiting to start ${of(total)}.`;
    case 'Succeeded':
      return `${total === 1 ? 'Its step is' : `All ${total} steps are`} done: ${
        run.environment
      } ${ACTIONS[run.action].done}.`;
    case 'Failed':
      return `It failed after ${done} of ${of(total)}.`;
    case 'Cancelled':
      return `It was stopped after ${done} of ${of(total)}.`;
    default: {
      const now = run.steps.filter(({ state }) => state === 'Running');
      const doing =
        now.length > 0 ? ` Now: ${now.map(stepWords).join(', ')}.` : '';
      return `${done} of ${of(total)} ${
        total === 1 ? 'is' : 'are'
      } done.${doing}`;
    }
  }
}
