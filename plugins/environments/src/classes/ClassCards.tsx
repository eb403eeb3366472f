import type { EnvironmentClassSummary } from '@cairn/plugin-environments-common';
import { Skeleton } from '@backstage/ui';
import type { ReactNode } from 'react';
import { EmptyNote } from '@cairn/plugin-portal-react';
import { useClasses } from '../api/queries';
import { FailureNote } from '../components/FailureNote';
import styles from './ClassCard.module.css';

/** All classes, each drawn by the caller; and what to do where there are none. */
export function ClassCards(props: {
  children: (one: EnvironmentClassSummary) => ReactNode;
}) {
  const classes = useClasses();
  if (classes.isPending) {
    return (
      <ul className={styles.cards} aria-label="Loading classes">
        {[1, 2].map(one => (
          <li key={one}>
            <div className={styles.card}>
              <Skeleton width="50%" height={22} />
              <Skeleton width="100%" height={44} />
              <Skeleton width="80%" height={24} />
              <Skeleton width="70%" height={72} />
            </div>
          </li>
        ))}
      </ul>
    );
  }
  if (classes.isError) {
    return (
      <FailureNote
        what="The classes could not be listed"
        error={classes.error}
        onRetry={() => classes.refetch()}
      />
    );
  }
  if (classes.data.length === 0) {
    return (
      <EmptyNote title="There are no classes yet">
        The platform team writes them: a folder with a <code>class.yaml</code>,
        in one of the folders that <code>cairn.classes.folders</code> names.
      </EmptyNote>
    );
  }
  return (
    <ul className={styles.cards} aria-label="Classes">
      {classes.data.map(one => (
        <li key={one.name}>{props.children(one)}</li>
      ))}
    </ul>
  );
}
