import type { Run } from '@cairn/plugin-environments-common';
import { Text } from '@backstage/ui';
import { Took } from '@cairn/plugin-portal-react';
import { StateMark } from '../components/StateMark';
import { progressWords } from './progress';
import styles from './RunHead.module.css';

/** How far a run is: the answer first. */
export function RunHead({ run }: { run: Run }) {
  const done = run.steps.filter(({ state }) => state === 'Succeeded').length;
  const total = Math.max(1, run.steps.length);
  const words = progressWords(run);
  return (
    <div className={styles.head} data-state={run.state}>
      <div className={styles.line}>
        <StateMark state={run.state} size="large" />
        <span className={styles.took}>
          <Took from={run.startedAt ?? run.createdAt} to={run.finishedAt} />
        </span>
      </div>
      <Text as="p" role="status" aria-live="polite">
        {words}
      </Text>
      <progress
        className={styles.bar}
        data-state={run.state}
        value={done}
        max={total}
        aria-label="Steps done"
      />
      {run.state === 'Failed' && (
        <Text as="p" color="danger" className={styles.why}>
          {run.message}
        </Text>
      )}
    </div>
  );
}
