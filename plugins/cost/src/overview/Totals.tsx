import { formatMoney, type CostOverview } from '@cairn/plugin-cost-common';
import { Panel } from '@cairn/plugin-portal-react';
import { Text } from '@backstage/ui';
import { ChangeMark } from '../components/ChangeMark';
import { CountedUntil } from '../components/CountedUntil';
import { Figure, Figures } from '../components/Figure';
import { Money } from '../components/Money';
import { SampleMark } from '../components/SampleMark';
import { changeOf, changeWords } from '../words/change';
import { monthAfter, monthName, monthOf, monthWords } from '../words/days';
import { hasBudgets, overBudget } from './budgets';
import styles from './Totals.module.css';

/** The month in a sentence. */
function answerOf({ forecast, total, currency, month }: CostOverview) {
  const { direction, percent } = changeOf(total.micros, total.previousMicros);
  const before = monthName(monthAfter(month, -1));
  const than =
    percent === undefined || direction === 'same'
      ? ''
      : `, ${changeWords({ direction, micros: 0, percent })} against ${before}`;
  const isNow = month === monthOf(Date.now());
  if (!isNow) {
    return `${formatMoney(total.micros, currency)} in ${monthWords(
      month,
    )}${than}.`;
  }
  return forecast
    ? `On course for ${formatMoney(
        forecast.micros,
        currency,
      )} by the end of ${monthName(month)}${than}.`
    : `${formatMoney(total.micros, currency)} so far in ${monthName(
        month,
      )}${than}.`;
}

/** The month as a whole. */
export function Totals({ overview }: { overview: CostOverview }) {
  const { currency, total, forecast, month } = overview;
  const isNow = month === monthOf(Date.now());
  const before = monthName(monthAfter(month, -1));
  const newest = overview.sources
    .flatMap(({ until }) => until ?? [])
    .sort()
    .pop();
  const { over, willGoOver } = overBudget(overview);
  return (
    <Panel>
      <div className={styles.head}>
        <Text as="p" variant="body-large" weight="bold">
          {answerOf(overview)}
        </Text>
        {overview.sources.some(({ sample }) => sample) && <SampleMark />}
      </div>
      <Figures>
        <Figure
          name={
            isNow
              ? `${monthName(month)} so far`
              : `${monthName(month)} in whole`
          }
          value={<Money micros={total.micros} currency={currency} />}
        >
          {isNow && <CountedUntil until={newest} />}
        </Figure>
        {isNow && (
          <Figure
            name={`Forecast for ${monthName(month)}`}
            value={<Money micros={forecast?.micros} currency={currency} />}
          >
            {overview.forecastRule}
          </Figure>
        )}
        <Figure
          name={`Against ${before}`}
          value={
            <ChangeMark
              micros={total.micros}
              previousMicros={total.previousMicros}
              currency={currency}
            />
          }
        >
          <span>
            {isNow ? `The same days of ${before}` : before} cost{' '}
            <Money micros={total.previousMicros} currency={currency} />.
          </span>
        </Figure>
        {hasBudgets(overview) && (
          <Figure name="Over their budget" value={over}>
            {willGoOver > 0 && (
              <span>
                {willGoOver} more will go over by the end of the month.
              </span>
            )}
            <span>Of those that are shown and have a budget.</span>
          </Figure>
        )}
      </Figures>
    </Panel>
  );
}
