import { type ReactNode, useId } from 'react';
import styles from './Section.module.css';

/** A titled part of Home. `action` stands at the end of its heading. */
export function Section(props: {
  title: string;
  count?: number;
  action?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <header className={styles.header}>
        <h2 id={id} className={styles.title}>
          {props.title}
          {props.count !== undefined && (
            <span className={styles.count}>{props.count}</span>
          )}
        </h2>
        {props.action}
      </header>
      {props.children}
    </section>
  );
}
