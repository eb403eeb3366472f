import type { ReactNode } from 'react';
import styles from './Facts.module.css';

/** Pairs of a name and what it is. Pairs without a value are left out. */
export function Facts(props: {
  facts: Array<{ name: string; value: ReactNode }>;
}) {
  return (
    <dl className={styles.facts}>
      {props.facts
        .filter(({ value }) => value !== undefined && value !== null)
        .map(({ name, value }) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
