import type { ReactNode } from 'react';
import styles from './Note.module.css';

/** What stands in a section that has nothing to list: why, and what to do. */
export function Note(props: {
  title: string;
  children?: ReactNode;
  isError?: boolean;
}) {
  return (
    <div className={styles.note} role={props.isError ? 'alert' : undefined}>
      <p className={props.isError ? styles.error : styles.title}>
        {props.title}
      </p>
      {props.children && <div className={styles.text}>{props.children}</div>}
    </div>
  );
}
