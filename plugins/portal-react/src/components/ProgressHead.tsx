import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import { Took } from '../time/Moment';
import styles from './ProgressHead.module.css';

/** How far something is that is done in steps: the answer first. */
export function ProgressHead(props: {
  /** Its state, as a large mark. */
  mark: ReactNode;
  /** What it does now, or how it ended; read out when it changes. */
  words: string;
  /** RFC 3339, UTC. */
  from: string;
  /** RFC 3339, UTC; absent while it goes on. */
  to?: string;
  /** Steps. */
  done: number;
  total: number;
  failed: boolean;
  /** Why it failed. */
  why?: string;
}) {
  return (
    <div className={styles.head}>
      <div className={styles.line}>
        {props.mark}
        <span className={styles.took}>
          <Took from={props.from} to={props.to} />
        </span>
      </div>
      <Text as="p" role="status" aria-live="polite">
        {props.words}
      </Text>
      <progress
        className={styles.bar}
        data-failed={props.failed || undefined}
        value={props.done}
        max={Math.max(1, props.total)}
        aria-label="Steps done"
      />
      {props.failed && props.why && (
        <Text as="p" color="danger" className={styles.why}>
          {props.why}
        </Text>
      )}
    </div>
  );
}
