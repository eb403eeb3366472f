import type { PlanDifference } from '@cairn/plugin-environments-common';
import { sentence, shown } from '@cairn/plugin-environments-react';
import { Clock } from '@cairn/plugin-portal-react';
import { clockWords } from '../time/moment';
import styles from './Differences.module.css';

/** Longer ones are for programs. */
const MOST_SHOWN = 120;

const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** A value that says something by itself, as a person reads it. */
function valueOf(value: unknown) {
  if (typeof value === 'string' && TIME.test(value)) {
    return <Clock at={value} />;
  }
  const text = value === null || typeof value === 'object' ? '' : shown(value);
  return text && text.length <= MOST_SHOWN ? <code>{text}</code> : undefined;
}

function Values({ before, after }: PlanDifference) {
  const [was, is] = [
    before === undefined ? undefined : valueOf(before),
    after === undefined ? undefined : valueOf(after),
  ];
  if (!was && !is) return null;
  return (
    <span className={styles.values}>
      {was && <>it was {was}</>}
      {was && is && ', '}
      {is && <>it is {is}</>}
    </span>
  );
}

/** Everything that a plan relies on and that is otherwise now; folded, because the answer above it names the first. */
export function Differences(props: { differences: readonly PlanDifference[] }) {
  const { differences } = props;
  if (differences.length === 0) return null;
  return (
    <details className={styles.differences}>
      <summary>
        {differences.length === 1
          ? 'See what is different'
          : `See all ${differences.length} differences`}
      </summary>
      <ul aria-label="What changed since it was planned">
        {differences.map(difference => (
          <li key={`${difference.part} ${difference.what}`}>
            {sentence(clockWords(difference.what))}
            <Values {...difference} />
          </li>
        ))}
      </ul>
    </details>
  );
}
