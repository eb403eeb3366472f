import { Text } from '@backstage/ui';
import type { DependencyStatus } from '@cairn/plugin-platform-common';
import { RiInformationLine } from '@remixicon/react';
import { StateMark } from '../state/StateMark';
import { needsAttention, states } from '../state/states';
import { inWords } from '../time/words';
import { anchorOf } from './anchor';
import { BuildProgress } from './BuildProgress';
import styles from './DependencyCard.module.css';
import { Parts } from './Parts';

/** One dependency: how it is, why, what to do, and what does not work without it. */
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
      {progress && <BuildProgress title={title} progress={progress} />}
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
      {notes?.map(note => (
        <div key={note} className={styles.note}>
          <RiInformationLine size={16} aria-hidden />
          <Text as="p" variant="body-small">
            {note}
          </Text>
        </div>
      ))}
      <NeededFor dependency={dependency} />
      <Text
        as="p"
        variant="body-small"
        color="secondary"
        className={styles.facts}
      >
        {facts(dependency, now).join(' · ')}
      </Text>
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
        {needsAttention(props.dependency)
          ? 'Does not work until then: '
          : 'Needed for: '}
      </Text>
      {neededFor.join(', ')}
    </Text>
  );
}

function facts(dependency: DependencyStatus, now: number): string[] {
  const { state, since, checkedAt, latencyMs } = dependency;
  const ago = (time: string) => inWords((now - Date.parse(time)) / 1000);
  return [
    ...(state === 'unknown' ? [] : [`${states[state].word} for ${ago(since)}`]),
    ...(latencyMs === undefined ? [] : [`answered in ${latencyMs} ms`]),
    checkedAt ? `asked ${ago(checkedAt)} ago` : 'not asked yet',
  ];
}
