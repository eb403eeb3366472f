import type { HealthStatus } from '@cairn/plugin-health-common';
import { StateMark } from '@cairn/plugin-portal-react';
import { RiHistoryLine, RiMoonLine } from '@remixicon/react';
import styles from './HealthStatusBadge.module.css';
import { toneOf } from './looks';

/** How something is, by an icon and a word. What is old is said to have been so, and never looks like now. */
export function HealthStatusBadge(props: {
  status: HealthStatus;
  /** Too old to be taken for how it is now. */
  stale?: boolean;
  size?: 'medium' | 'large';
  /** Shown on hover, for example the reason. */
  title?: string;
}) {
  const { status, stale = false, size, title } = props;
  if (stale && status !== 'Unknown') {
    return (
      <span className={styles.unknown} title={title}>
        <StateMark
          tone="unknown"
          icon={RiHistoryLine}
          word={`Was ${status.toLocaleLowerCase('en-US')}`}
          size={size}
        />
      </span>
    );
  }
  return (
    <span
      className={status === 'Unknown' ? styles.unknown : styles.known}
      title={title}
    >
      <StateMark
        tone={toneOf[status]}
        icon={status === 'Idle' ? RiMoonLine : undefined}
        word={status}
        size={size}
      />
    </span>
  );
}
