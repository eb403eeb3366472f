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
  /** It ended before its last step because somebody wanted that: no failure. */
  stopped?: boolean;
  /** Why it failed, or was stopped. */
  why?: string;
}) {
  const { failed, stopped = false } = props;
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
        data-failed={failed || undefined}
        data-stopped={stopped || undefined}
        value={props.done}
        max={Math.max(1, props.total)}
        aria-label="Steps done"
      />
      {(failed || stopped) && props.why && (
        <Text
          as="p"
          color={failed ? 'danger' : 'secondary'}
          className={styles.why}
        >
          {props.why}
        </Text>
      )}
    </div>
  );
}
