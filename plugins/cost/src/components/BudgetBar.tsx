import { formatMoney } from '@cairn/plugin-cost-common';
import { budgetState, type BudgetFacts } from '../words/budget';
import styles from './BudgetBar.module.css';

const percent = (part: number, whole: number) =>
  `${whole <= 0 ? 0 : Math.min(100, Math.max(0, (part / whole) * 100))}%`;

/** What was spent, what is still to come by the forecast (hatched), and where the budget ends. */
export function BudgetBar(
  props: BudgetFacts & { budgetMicros: number; currency: string },
) {
  const { monthToDateMicros, forecastMicros, budgetMicros, currency } = props;
  const most = Math.max(monthToDateMicros, forecastMicros ?? 0, budgetMicros);
  const money = (micros: number) => formatMoney(micros, currency);
  return (
    <div
      className={styles.bar}
      role="img"
      aria-label={[
        `${money(monthToDateMicros)} spent`,
        forecastMicros === undefined
          ? 'no forecast'
          : `${money(forecastMicros)} forecast`,
        `of a budget of ${money(budgetMicros)}`,
      ].join(', ')}
      data-state={budgetState(props)}
    >
      {forecastMicros !== undefined && (
        <span
          className={styles.forecast}
          style={{ width: percent(forecastMicros, most) }}
        />
      )}
      <span
        className={styles.spent}
        style={{ width: percent(monthToDateMicros, most) }}
      />
      <span
        className={styles.limit}
        style={{ left: percent(budgetMicros, most) }}
      />
    </div>
  );
}
