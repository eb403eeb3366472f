import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { CostSummary } from '@cairn/plugin-cost-common';
import { FailureNote } from '@cairn/plugin-portal-react';
import {
  Card,
  CardBody,
  CardHeader,
  Link,
  Skeleton,
  Text,
} from '@backstage/ui';
import { useSummary } from '../api/queries';
import { BudgetBar } from '../components/BudgetBar';
import { BudgetMark } from '../components/BudgetMark';
import { CountedUntil } from '../components/CountedUntil';
import { Money } from '../components/Money';
import { SampleMark } from '../components/SampleMark';
import { useCostTabHref } from './useCostTabHref';
import { budgetState } from '../words/budget';
import { monthName, monthOf } from '../words/days';
import styles from './CostCard.module.css';

function Month({ summary }: { summary: CostSummary }) {
  const { currency, monthToDateMicros, forecastMicros, budget } = summary;
  const month = monthName(monthOf(summary.until ?? Date.now()));
  const facts = {
    monthToDateMicros,
    forecastMicros,
    budgetMicros: budget?.micros,
  };
  return (
    <>
      <div>
        <Money
          className={styles.amount}
          micros={monthToDateMicros}
          currency={currency}
        />{' '}
        <Text color="secondary">so far in {month}</Text>
      </div>
      {budget && (
        <BudgetBar
          {...facts}
          budgetMicros={budget.micros}
          currency={currency}
        />
      )}
      <Text as="p" variant="body-small" color="secondary">
        Forecast <Money micros={forecastMicros} currency={currency} />
        {budget ? (
          <>
            {' '}
            of a budget of <Money
              micros={budget.micros}
              currency={currency}
            />. <BudgetMark state={budgetState(facts)} />
          </>
        ) : (
          ' by the end of the month. No budget is set.'
        )}
      </Text>
      <Text as="p" variant="body-small" color="secondary">
        <CountedUntil until={summary.until} />
      </Text>
      {summary.sample && <SampleMark />}
    </>
  );
}

/** The card “Cost” of an entity's overview: this month, the forecast, the budget. */
export function CostCard() {
  const { entity } = useEntity();
  const summary = useSummary(stringifyEntityRef(entity));
  const tabHref = useCostTabHref(entity);
  const { data, error } = summary;
  return (
    <Card>
      <CardHeader>
        <div className={styles.head}>
          <Text as="h3" variant="body-large" weight="bold">
            Cost
          </Text>
          {tabHref && <Link href={tabHref}>See by day</Link>}
        </div>
      </CardHeader>
      <CardBody>
        <div className={styles.body}>
          {summary.isPending && <Skeleton width="100%" height={96} />}
          {error && data === undefined && (
            <FailureNote
              what="What it costs could not be asked for"
              error={error}
              onRetry={() => summary.refetch()}
            />
          )}
          {data === null && (
            <Text as="p" color="secondary">
              Unknown: nothing of it was counted this month, or you may not see
              what it costs.
            </Text>
          )}
          {data && <Month summary={data} />}
        </div>
      </CardBody>
    </Card>
  );
}
