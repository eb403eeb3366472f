import { Money } from '../components/Money';
import { dayWords } from '../words/days';
import styles from './DaysTable.module.css';
import type { Chart } from './series';

/** The same as the chart, in numbers: the newest day first. */
export function DaysTable(props: {
  chart: Chart;
  currency: string;
  label: string;
}) {
  const { chart, currency } = props;
  return (
    <div
      className={styles.scroll}
      role="region"
      aria-label={props.label}
      tabIndex={0}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Day, UTC</th>
            <th scope="col" className={styles.number}>
              Total
            </th>
            {chart.series.map(({ id, title }) => (
              <th key={id} scope="col" className={styles.number} title={title}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...chart.days].reverse().map(day => (
            <tr key={day.date}>
              <th scope="row">
                {dayWords(day.date)}
                {day.partial && (
                  <span className={styles.partial}> not the whole day</span>
                )}
              </th>
              <td className={styles.number}>
                <Money micros={day.micros} currency={currency} />
              </td>
              {chart.series.map(({ id }) => (
                <td key={id} className={styles.number}>
                  <Money
                    micros={
                      day.micros === undefined
                        ? undefined
                        : day.parts.get(id) ?? 0
                    }
                    currency={currency}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
