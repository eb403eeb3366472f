import { Money } from '../components/Money';
import { dayWords } from '../words/days';
import styles from './DayTip.module.css';
import type { Chart } from './series';
import { Swatch } from './Swatch';

/** One day of a chart in words and numbers. */
export function DayTip(props: {
  date: string | undefined;
  chart: Chart;
  currency: string;
}) {
  const day = props.chart.days.find(({ date }) => date === props.date);
  if (!day) return null;
  const parts = props.chart.series.filter(({ id }) => day.parts.get(id));
  return (
    <div className={styles.tip}>
      <div className={styles.row}>
        <strong>{dayWords(day.date)}</strong>
        <strong>
          <Money micros={day.micros} currency={props.currency} />
        </strong>
      </div>
      {day.partial && <div className={styles.note}>Not the whole day yet</div>}
      {day.micros === undefined && (
        <div className={styles.note}>There are no rows of this day</div>
      )}
      {parts.map(({ id, title, tone }) => (
        <div key={id} className={styles.row}>
          <span className={styles.name}>
            <Swatch tone={tone} /> <span className={styles.title}>{title}</span>
          </span>
          <Money micros={day.parts.get(id)} currency={props.currency} />
        </div>
      ))}
    </div>
  );
}
