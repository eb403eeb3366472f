import { ProgressHead, StateMark } from '@cairn/plugin-portal-react';
import { LOOKS } from './looks';
import { progressWords, stepsDone, type TaskState } from './taskState';

/** How far a task is. */
export function TaskHead(props: { state: TaskState; createdAt: string }) {
  const { state } = props;
  return (
    <ProgressHead
      mark={<StateMark {...LOOKS[state.status]} size="large" />}
      words={progressWords(state)}
      from={state.startedAt ?? props.createdAt}
      to={state.endedAt}
      done={stepsDone(state)}
      total={state.steps.length}
      failed={state.status === 'failed'}
      why={state.error}
    />
  );
}
