import type { Run, RunSummary } from '@cairn/plugin-environments-common';
import { OPERATION_WORDS } from '@cairn/plugin-environments-react';

/** What a run does, of what, as a title. */
export function runTitle({ action, environment }: RunSummary): string {
  return action === 'destroy'
    ? `Destroy ${environment}`
    : `Make ${environment}`;
}

/** How far a run is, in a sentence; read out whenever it changes. */
export function progressWords(run: Run): string {
  const total = run.steps.length;
  const done = run.steps.filter(({ state }) => state === 'Succeeded').length;
  if (run.state === 'Queued') return `Waiting to start ${total} steps.`;
  if (run.state === 'Succeeded') {
    return run.action === 'destroy'
      ? `All ${total} steps are done: ${run.environment} is destroyed.`
      : `All ${total} steps are done: ${run.environment} is made.`;
  }
  if (run.state === 'Failed') {
    return `It failed after ${done} of ${total} steps.`;
  }
  const now = run.steps.find(({ state }) => state === 'Running');
  const doing = now
    ? ` Now: ${OPERATION_WORDS[now.operation].toLocaleLowerCase('en-US')} ${
        now.ref.kind
      } ${now.ref.name}.`
    : '';
  return `${done} of ${total} steps are done.${doing}`;
}
