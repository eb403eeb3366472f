import { Text } from '@backstage/ui';
import type { DependencyStatus } from '@cairn/plugin-platform-common';
import { StateMark } from '../state/StateMark';
import { states } from '../state/states';
import { anchorOf } from './anchor';
import styles from './DependencyRow.module.css';
import { Facts } from './Facts';
import { Notes } from './Notes';
import { Parts } from './Parts';

/** A dependency that needs nothing of anybody, in a line. */
export function DependencyRow(props: {
  dependency: DependencyStatus;
  /** The backend's time, in milliseconds. */
  now: number;
  stale: boolean;
}) {
  const { dependency, now, stale } = props;
  const { title, version, state, reason, action, neededFor, parts } =
    dependency;
  const anchor = anchorOf(dependency.id);
  return (
    <article
      id={anchor}
      aria-labelledby={`${anchor}-title`}
      className={styles.row}
    >
      <StateMark look={states[state]} stale={stale} />
      <div className={styles.about}>
        <div className={styles.name}>
          <Text
            as="h3"
            id={`${anchor}-title`}
            variant="body-medium"
            weight="bold"
          >
            {title}
          </Text>
          {version && (
            <Text
              variant="body-small"
              color="secondary"
              className={styles.version}
            >
              {version}
            </Text>
          )}
        </div>
        <Text as="p" variant="body-small" color="secondary">
          {dependency.description}
        </Text>
        <Notes notes={dependency.notes} />
      </div>
      <div className={styles.about}>
        {[reason, action].map(
          text =>
            text && (
              <Text key={text} as="p" variant="body-small">
                {text}
              </Text>
            ),
        )}
        {neededFor.length > 0 && (
          <Text as="p" variant="body-small">
            <Text variant="body-small" color="secondary">
              Needed for:{' '}
            </Text>
            {neededFor.join(', ')}
          </Text>
        )}
        {state !== 'off' && <Facts dependency={dependency} now={now} />}
        {parts && <Parts parts={parts} now={now} stale={stale} />}
      </div>
    </article>
  );
}
