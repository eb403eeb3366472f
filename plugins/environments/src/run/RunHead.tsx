import type { Run } from '@cairn/plugin-environments-common';
import { ProgressHead } from '@cairn/plugin-portal-react';
import { StateMark } from '../components/StateMark';
import { progressWords } from './progress';

/** How far a run is. */
export function RunHead({ run }: { run: Run }) {
  return (
    <ProgressHead
      mark={<StateMark state={run.state} size="large" />}
      words={progressWords(run)}
      from={run.startedAt ?? run.createdAt}
      to={run.finishedAt}
      done={run.steps.filter(({ state }) => state === 'Succeeded').length}
      total={run.steps.length}
      failed={run.state === 'Failed'}
      stopped={run.state === 'Cancelled'}
      why={run.message}
    />
  );
}
