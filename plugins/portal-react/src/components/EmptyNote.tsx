import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './EmptyNote.module.css';

/** There is nothing, and what to do about it. */
export function EmptyNote(props: {
  title: string;
  children: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      <Text as="p" variant="body-large" weight="bold">
        {props.title}
      </Text>
      <Text as="div" color="secondary" className={styles.text}>
        {props.children}
      </Text>
      {props.actions && <div className={styles.actions}>{props.actions}</div>}
    </div>
  );
}
