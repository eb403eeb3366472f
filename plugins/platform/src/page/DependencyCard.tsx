import { Text } from '@backstage/ui';
import type { DependencyStatus } from '@cairn/plugin-platform-common';
import { StateMark } from '../state/StateMark';
import { states } from '../state/states';
import { anchorOf } from './anchor';
import { consequenceOf } from './answer';
import { BuildProgress } from './BuildProgress';
import styles from './DependencyCard.module.css';
import { Facts } from './Facts';
import { Notes } from './Notes';
import { Parts } from './Parts';

/** A dependency that needs attention: how it is, why, what to do, and what does not work without it. */
export function DependencyCard(props: {
  dependency: DependencyStatus;
  /** The backend's time, in milliseconds. */
  now: number;
  stale: boolean;
}) {
  const { dependency, now, stale } = props;
  const { title, state, reason, action, progress, notes, parts } = dependency;
  return (
    <article
      id={anchorOf(dependency.id)}
      aria-labelledby={`${anchorOf(dependency.id)}-title`}
      className={styles.card}
    >
      <header className={styles.header}>
        <div className={styles.name}>
          <Text
            as="h3"
            id={`${anchorOf(dependency.id)}-title`}
            variant="body-large"
            weight="bold"
          >
            {title}
          </Text>
          {dependency.version && (
            <Text
              variant="body-small"
              color="secondary"
              className={styles.version}
            >
              {dependency.version}
            </Text>
          )}
        </div>
        <StateMark look={states[state]} stale={stale} />
      </header>
      <Text as="p" variant="body-medium" color="secondary">
        {dependency.description}
      </Text>
      {progress && !stale && (
        <BuildProgress title={title} progress={progress} />
      )}
      {reason && (
        <Text as="p" variant="body-medium">
          {reason}
        </Text>
      )}
      {action && (
        <Text as="p" variant="body-medium" color="secondary">
          {action}
        </Text>
      )}
      <Notes notes={notes} />
      <NeededFor dependency={dependency} />
      <Facts dependency={dependency} now={now} />
      {parts && <Parts parts={parts} now={now} stale={stale} />}
    </article>
  );
}

function NeededFor(props: { dependency: DependencyStatus }) {
  const { neededFor } = props.dependency;
  if (neededFor.length === 0) {
    return null;
  }
  return (
    <Text as="p" variant="body-medium">
      <Text variant="body-medium" color="secondary">
        {consequenceOf(props.dependency)}:{' '}
      </Text>
      {neededFor.join(', ')}
    </Text>
  );
}
