import type { CostDay } from '@cairn/plugin-cost-common';
import { formatMoney } from '@cairn/plugin-cost-common';
import { Text } from '@backstage/ui';
import { useMemo, type ReactNode } from 'react';
import { dayWords } from '../words/days';
import { ChartLegend } from './ChartLegend';
import { DailyChart } from './DailyChart';
import styles from './DailyCosts.module.css';
import { DaysTable } from './DaysTable';
import palette from './palette.module.css';
import { chartOf, type Chart, type ChartSeries } from './series';

/** What the chart shows, in a sentence, for those who do not see it. */
function labelOf(chart: Chart, by: string, currency: string) {
  const known = chart.days.filter(({ micros }) => micros !== undefined);
  const highest = known.reduce(
    (most, day) => ((day.micros ?? 0) > (most.micros ?? 0) ? day : most),
    known[0],
  );
  return `Cost by day and ${by}, ${dayWords(chart.days[0].date)} to ${dayWords(
    chart.days[chart.days.length - 1].date,
  )}; the most is ${formatMoney(highest.micros, currency)} on ${dayWords(
    highest.date,
  )}`;
}

/** Days, split, as a chart with its legend or as a table of the same numbers. */
export function DailyCosts(props: {
  days: readonly CostDay[];
  series: ReadonlyArray<{ id: string; title: string }>;
  currency: string;
  /** What it is split by, as a word: `environment`. */
  by: string;
  asTable: boolean;
  /** What a series is called in the legend; default its title. */
  name?: (series: ChartSeries) => ReactNode;
}) {
  const { currency } = props;
  const chart = useMemo(
    () => chartOf(props.days, props.series),
    [props.days, props.series],
  );
  if (chart.days.length === 0) {
    return (
      <Text as="p" color="secondary" className={styles.none}>
        There are no rows of these days.
      </Text>
    );
  }
  const label = labelOf(chart, props.by, currency);
  if (props.asTable) {
    return <DaysTable chart={chart} currency={currency} label={label} />;
  }
  const partial = chart.days.some(day => day.partial);
  const missing = chart.days.some(day => day.micros === undefined);
  return (
    <figure className={`${styles.figure} ${palette.palette}`}>
      <div className={styles.columns}>
        <DailyChart chart={chart} currency={currency} label={label} />
        <ChartLegend
          series={chart.series}
          currency={currency}
          name={props.name}
        />
      </div>
      <figcaption className={styles.caption}>
        Days in UTC.
        {partial &&
          ' Hatched: the day is not over, or some of its rows are missing.'}
        {missing &&
          ' Grey: days of which there are no rows; unknown, not free.'}
        {chart.series.some(({ id }) => id === 'other') &&
          ' Other: everything smaller than the series named.'}
      </figcaption>
    </figure>
  );
}
