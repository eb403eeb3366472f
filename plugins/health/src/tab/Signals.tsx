import type { Signal } from '@cairn/plugin-health-common';
import { Section } from '@cairn/plugin-portal-react';
import styles from './Signals.module.css';

const NUMBER = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

/** The figures of a running service, each with its unit and source, or with why there is none. */
export function Signals(props: { signals: Signal[]; stale: boolean }) {
  const { signals, stale } = props;
  if (signals.length === 0) {
    return null;
  }
  return (
    <Section title={stale ? 'Signals, as last seen' : 'Signals'}>
      <dl className={styles.signals}>
        {signals.map(({ id, title, value, unit, source }) => (
          <div key={id} className={styles.signal}>
            <dt>{title}</dt>
            <dd
              className={value === undefined ? styles.none : styles.value}
              data-stale={stale || undefined}
            >
              {value === undefined ? (
                'Not measured'
              ) : (
                <>
                  {NUMBER.format(value)}{' '}
                  {unit && <span className={styles.unit}>{unit}</span>}
                </>
              )}
            </dd>
            <dd className={styles.source}>{source}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
