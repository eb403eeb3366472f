import type { CostOverview } from '@cairn/plugin-cost-common';
import {
  Cell,
  Table,
  Text,
  useBreakpoint,
  type ColumnConfig,
  type SortDescriptor,
  type TablePaginationType,
} from '@backstage/ui';
import { Panel } from '@cairn/plugin-portal-react';
import { BudgetBar } from '../components/BudgetBar';
import { BudgetIcon } from '../components/BudgetMark';
import { ChangeMark } from '../components/ChangeMark';
import { Money } from '../components/Money';
import { PartLink } from '../components/PartLink';
import { ShareBar } from '../components/ShareBar';
import table from '../components/table.module.css';
import { budgetState } from '../words/budget';
import { monthOf } from '../words/days';
import { DIMENSION_WORDS } from '../words/dimensions';
import { hasBudgets } from './budgets';
import styles from './PartsTable.module.css';

type Part = CostOverview['parts'][number];

function factsOf(part: Part) {
  return {
    monthToDateMicros: part.micros,
    forecastMicros: part.forecastMicros,
    budgetMicros: part.budgetMicros,
  };
}

function Budget({ part, currency }: { part: Part; currency: string }) {
  const facts = factsOf(part);
  if (part.budgetMicros === undefined) {
    return <Text color="secondary">none</Text>;
  }
  return (
    <div className={styles.budget}>
      <span>
        <Money micros={part.budgetMicros} currency={currency} />{' '}
        <BudgetIcon state={budgetState(facts)} />
      </span>
      <BudgetBar
        {...facts}
        budgetMicros={part.budgetMicros}
        currency={currency}
      />
    </div>
  );
}

function columnsOf(
  overview: CostOverview,
  before: string,
  narrow: boolean,
): ColumnConfig<Part>[] {
  const { by, currency, total } = overview;
  return [
    {
      id: 'title',
      label: DIMENSION_WORDS[by].one,
      isRowHeader: true,
      isSortable: true,
      width: '2.2fr',
      cell: part => (
        <Cell>
          <div className={table.name}>
            <PartLink dimension={by} id={part.id} title={part.title} />
            {part.id === 'unattributed' && (
              <Text variant="body-small" color="secondary">
                {DIMENSION_WORDS[by].without}
              </Text>
            )}
          </div>
        </Cell>
      ),
    },
    {
      id: 'micros',
      label: narrow ? 'Cost' : 'Cost this month',
      isSortable: true,
      width: '1.3fr',
      cell: part => (
        <Cell>
          <div className={table.amount}>
            <Money micros={part.micros} currency={currency} />
            <ShareBar part={part.micros} whole={total.micros} />
          </div>
        </Cell>
      ),
    },
    {
      id: 'previousMicros',
      label: before,
      isSortable: true,
      isHidden: narrow,
      width: '1.1fr',
      cell: part => (
        <Cell>
          <Money micros={part.previousMicros} currency={currency} />
        </Cell>
      ),
    },
    {
      id: 'change',
      label: 'Change',
      width: '1fr',
      cell: part => (
        <Cell>
          <ChangeMark
            micros={part.micros}
            previousMicros={part.previousMicros}
            currency={currency}
          />
        </Cell>
      ),
    },
    {
      id: 'forecast',
      label: 'Forecast',
      isHidden: narrow || overview.month !== monthOf(Date.now()),
      width: '1fr',
      cell: part => (
        <Cell>
          <Money micros={part.forecastMicros} currency={currency} />
        </Cell>
      ),
    },
    {
      id: 'budget',
      label: 'Budget',
      isHidden: narrow || !hasBudgets(overview),
      width: '1.3fr',
      cell: part => (
        <Cell>
          <Budget part={part} currency={currency} />
        </Cell>
      ),
    },
  ];
}

/** One dimension of a month in rows. */
export function PartsTable(props: {
  overview: CostOverview;
  /** What the column of the month before is called. */
  before: string;
  isStale: boolean;
  sort: {
    descriptor: SortDescriptor;
    onSortChange: (descriptor: SortDescriptor) => void;
  };
  pagination: TablePaginationType;
}) {
  const { up } = useBreakpoint();
  return (
    <Panel flush>
      <Table
        className={table.table}
        columnConfig={columnsOf(props.overview, props.before, !up('md'))}
        data={props.overview.parts}
        isStale={props.isStale}
        sort={props.sort}
        pagination={props.pagination}
      />
    </Panel>
  );
}
