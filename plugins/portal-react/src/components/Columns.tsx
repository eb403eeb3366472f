import type { ReactNode } from 'react';
import styles from './Columns.module.css';

/** What a page says, and beside it the facts; below each other where there is no room. */
export function Columns(props: {
  children: ReactNode;
  side: ReactNode;
  /** What stands beside, for a screen reader. */
  sideLabel: string;
}) {
  return (
    <div className={styles.columns}>
      <div className={styles.main}>{props.children}</div>
      <aside className={styles.side} aria-label={props.sideLabel}>
        {props.side}
      </aside>
    </div>
  );
}
