import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './Figure.module.css';

/** A number that stands for itself: what it is, how much, and what to know of it. */
export function Figure(props: {
  name: string;
  value: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className={styles.figure}>
      <dt>
        <Text variant="body-small" color="secondary">
          {props.name}
        </Text>
      </dt>
      <dd className={styles.value}>{props.value}</dd>
      {props.children && <dd className={styles.more}>{props.children}</dd>}
    </div>
  );
}

export function Figures({ children }: { children: ReactNode }) {
  return <dl className={styles.figures}>{children}</dl>;
}
