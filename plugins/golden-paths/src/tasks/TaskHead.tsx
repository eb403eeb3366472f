import { StateMark, Took } from '@cairn/plugin-portal-react';
import { Text } from '@backstage/ui';
import { LOOKS } from './looks';
import styles from './TaskHead.module.css';
import { progressWords, stepsDone, type TaskState } from './taskState';

/** How far a task is: the answer first. */
export function TaskHead(props: { state: TaskState; createdAt: string }) {
  const { state } = props;
  return (
    <div className={styles.head}>
      <div className={styles.line}>
        <StateMark {...LOOKS[state.status]} size="large" />
        <span className={styles.took}>
          <Took from={state.startedAt ?? props.createdAt} to={state.endedAt} />
        </span>
      </div>
      <Text as="p" role="status" aria-live="polite">
        {progressWords(state)}
      </Text>
      <progress
        className={styles.bar}
        data-status={state.status}
        value={stepsDone(state)}
        max={Math.max(1, state.steps.length)}
        aria-label="Steps done"
      />
      {state.status === 'failed' && state.error && (
        <Text as="p" color="danger" className={styles.why}>
          {state.error}
        </Text>
      )}
    </div>
  );
}
