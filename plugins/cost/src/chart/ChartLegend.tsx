import type { ReactNode } from 'react';
import { Money } from '../components/Money';
import styles from './ChartLegend.module.css';
import type { ChartSeries } from './series';
import { Swatch } from './Swatch';

/** What each colour is, largest first, with what it sums to. */
export function ChartLegend(props: {
  series: ChartSeries[];
  currency: string;
  /** What a series is called; default its title. */
  name?: (series: ChartSeries) => ReactNode;
}) {
  return (
    <ul className={styles.legend} aria-label="Series of the chart">
      {props.series.map(series => (
        <li key={series.id} className={styles.series}>
          <Swatch tone={series.tone} />
          <span className={styles.title} title={series.title}>
            {props.name?.(series) ?? series.title}
          </span>
          <Money
            className={styles.amount}
            micros={series.micros}
            currency={props.currency}
          />
        </li>
      ))}
    </ul>
  );
}
