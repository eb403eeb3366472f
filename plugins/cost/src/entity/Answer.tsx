import {
  MONTHLY_BUDGET_ANNOTATION,
  type CostReport,
} from '@cairn/plugin-cost-common';
import { Panel } from '@cairn/plugin-portal-react';
import { Text } from '@backstage/ui';
import { BudgetBar } from '../components/BudgetBar';
import { BudgetIcon, BudgetMark } from '../components/BudgetMark';
import { ChangeMark } from '../components/ChangeMark';
import { Figure, Figures } from '../components/Figure';
import { Money } from '../components/Money';
import { SampleMark } from '../components/SampleMark';
import { CountedUntil } from '../components/CountedUntil';
import { answerOf } from '../words/answer';
import { budgetMargin } from '../words/budget';
import { monthAfter, monthName, monthOf } from '../words/days';
import styles from './Answer.module.css';

const FROM = {
  annotation: 'set by an annotation of the entity',
  class: 'that of its environment class',
};

/** Of the same days of the month before: only where a breakdown tells it. */
function previousOf(report: CostReport): number | undefined {
  // No row of it at all is not the same as nothing spent.
  if (report.previousMonthMicros === undefined) return undefined;
  return report.breakdown
    .find(({ parts }) => parts.length > 0)
    ?.parts.reduce((sum, part) => sum + part.previousMicros, 0);
}

/** This month: spent, forecast, budget, change. The first thing to read. */
export function Answer({ report }: { report: CostReport }) {
  const { currency, monthToDateMicros, forecastMicros, budget } = report;
  const month = monthOf(report.until ?? Date.now());
  const before = monthName(monthAfter(month, -1));
  const { state, sentence } = answerOf(report, month);
  const facts = {
    monthToDateMicros,
    forecastMicros,
    budgetMicros: budget?.micros,
  };
  const previous = previousOf(report);
  return (
    <Panel>
      <div className={styles.head}>
        <div className={styles.answer}>
          {budget && <BudgetIcon state={state} decorative />}
          <Text as="p" variant="body-large" weight="bold">
            {sentence}
          </Text>
        </div>
        {report.sample && <SampleMark />}
      </div>
      <Figures>
        <Figure
          name={`${monthName(month)} so far`}
          value={<Money micros={monthToDateMicros} currency={currency} />}
        >
          <CountedUntil until={report.until} />
        </Figure>
        <Figure
          name={`Forecast for ${monthName(month)}`}
          value={<Money micros={forecastMicros} currency={currency} />}
        >
          {report.forecastRule}
        </Figure>
        <Figure
          name="Budget a month"
          value={
            budget ? (
              <Money micros={budget.micros} currency={currency} />
            ) : (
              'None set'
            )
          }
        >
          {budget ? (
            <>
              <BudgetBar
                {...facts}
                budgetMicros={budget.micros}
                currency={currency}
              />
              <span>
                <BudgetMark state={state} />: {budgetMargin(facts, currency)};{' '}
                {FROM[budget.from]}
              </span>
            </>
          ) : (
            <span>
              Set one by the annotation <code>{MONTHLY_BUDGET_ANNOTATION}</code>{' '}
              in the entity’s catalog-info.yaml, for example{' '}
              <code>120 {currency}</code>.
            </span>
          )}
        </Figure>
        <Figure
          name={`Against ${before}`}
          value={
            previous === undefined ? (
              <Money micros={undefined} currency={currency} />
            ) : (
              <ChangeMark
                micros={monthToDateMicros}
                previousMicros={previous}
                currency={currency}
              />
            )
          }
        >
          {previous === undefined ? (
            <span>There are no rows of {before} to compare with.</span>
          ) : (
            <span>
              The same days of {before} cost{' '}
              <Money micros={previous} currency={currency} />, the whole month{' '}
              <Money micros={report.previousMonthMicros} currency={currency} />.
            </span>
          )}
        </Figure>
      </Figures>
    </Panel>
  );
}
