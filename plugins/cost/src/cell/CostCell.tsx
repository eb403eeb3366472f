import { formatMoney, type CostSummary } from '@cairn/plugin-cost-common';
import { failureOf } from '@cairn/plugin-portal-react';
import { Skeleton } from '@backstage/ui';
import { CostQueries } from '../api/CostQueries';
import { useSummary } from '../api/queries';
import { BudgetIcon } from '../components/BudgetMark';
import { Money } from '../components/Money';
import { SampleMark } from '../components/SampleMark';
import { budgetMargin, budgetState } from '../words/budget';
import styles from './CostCell.module.css';

function Month({ summary }: { summary: CostSummary }) {
  const { currency, monthToDateMicros, forecastMicros, budget } = summary;
  const facts = {
    monthToDateMicros,
    forecastMicros,
    budgetMicros: budget?.micros,
  };
  const state = budgetState(facts);
  return (
    <span
      className={styles.cell}
      title={[
        `Forecast ${formatMoney(forecastMicros, currency)}`,
        budget
          ? `budget ${formatMoney(budget.micros, currency)}: ${budgetMargin(
              facts,
              currency,
            )}`
          : 'no budget set',
      ].join('; ')}
    >
      <Money micros={monthToDateMicros} currency={currency} />
      {(state === 'over' || state === 'willGoOver') && (
        <BudgetIcon state={state} />
      )}
      {summary.sample && <SampleMark short />}
    </span>
  );
}

function Content({ entityRef }: { entityRef: string }) {
  const { data, error, isPending } = useSummary(entityRef);
  if (isPending) return <Skeleton width={56} height={18} />;
  if (data) return <Month summary={data} />;
  return (
    <span
      className={styles.unknown}
      title={
        error
          ? `It could not be asked for: ${failureOf(error).why}`
          : 'Nothing of it was counted this month, or you may not see what it costs'
      }
    >
      unknown
    </span>
  );
}

/**
 * What an entity has cost this month, for a row of a table or a list of any page. All cells that are drawn together ask
 * in one request.
 */
export function CostCell(props: {
  /** Complete: `kind:namespace/name`. */
  entityRef: string;
}) {
  return (
    <CostQueries>
      <Content entityRef={props.entityRef} />
    </CostQueries>
  );
}
