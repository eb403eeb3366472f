import { Text } from '@backstage/ui';
import type { DependencyStatus } from '@cairn/plugin-platform-common';
import { aboutInWords } from '../time/words';
import styles from './BuildProgress.module.css';

/** How far the program of a dependency is, and about how long it still takes. */
export function BuildProgress(props: {
  title: string;
  progress: NonNullable<DependencyStatus['progress']>;
}) {
  const { step, fraction, remainingSeconds } = props.progress;
  const percent =
    fraction === undefined
      ? undefined
      : Math.round(Math.min(1, Math.max(0, fraction)) * 100);
  return (
    <div className={styles.progress}>
      <div
        className={styles.track}
        role="progressbar"
        aria-label={`Building ${props.title}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={step}
      >
        <div
          className={percent === undefined ? styles.unmeasured : styles.done}
          style={percent === undefined ? undefined : { width: `${percent}%` }}
        />
      </div>
      <div className={styles.words}>
        <Text variant="body-small">{step}</Text>
        <Text variant="body-small" color="secondary" className={styles.left}>
          {[
            percent === undefined ? undefined : `${percent} %`,
            remainingSeconds === undefined
              ? undefined
              : `${aboutInWords(remainingSeconds)} left`,
          ]
            .filter(Boolean)
            .join(', ')}
        </Text>
      </div>
    </div>
  );
}
