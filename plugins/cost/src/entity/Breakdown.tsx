import type {
  CostDimension,
  CostPart,
  CostReport,
} from '@cairn/plugin-cost-common';
import { Panel, Section } from '@cairn/plugin-portal-react';
import {
  Cell,
  Table,
  Text,
  useBreakpoint,
  type ColumnConfig,
} from '@backstage/ui';
import { ChangeMark } from '../components/ChangeMark';
import { Money } from '../components/Money';
import { PartLink } from '../components/PartLink';
import { ShareBar } from '../components/ShareBar';
import { DIMENSION_WORDS } from '../words/dimensions';
import table from '../components/table.module.css';

function columnsOf(options: {
  dimension: CostDimension;
  currency: string;
  total: number;
  /** What the column of the month before is called. */
  before: string;
  knowsBefore: boolean;
  narrow: boolean;
}): ColumnConfig<CostPart>[] {
  const { dimension, currency, total, before, knowsBefore, narrow } = options;
  return [
    {
      id: 'title',
      label: DIMENSION_WORDS[dimension].one,
      isRowHeader: true,
      width: '2fr',
      cell: part => (
        <Cell>
          <div className={table.name}>
            <PartLink dimension={dimension} id={part.id} title={part.title} />
            {part.id === 'unattributed' && (
              <Text variant="body-small" color="secondary">
                {DIMENSION_WORDS[dimension].without}
              </Text>
            )}
          </div>
        </Cell>
      ),
    },
    {
      id: 'micros',
      label: 'This month',
      width: '1.4fr',
      cell: part => (
        <Cell>
          <div className={table.amount}>
            <Money micros={part.micros} currency={currency} />
            <ShareBar part={part.micros} whole={total} />
          </div>
        </Cell>
      ),
    },
    {
      id: 'previousMicros',
      label: before,
      width: '1fr',
      isHidden: narrow,
      cell: part => (
        <Cell>
          <Money
            micros={knowsBefore ? part.previousMicros : undefined}
            currency={currency}
          />
        </Cell>
      ),
    },
    {
      id: 'change',
      label: 'Change',
      width: '1fr',
      cell: part => (
        <Cell>
          {knowsBefore ? (
            <ChangeMark
              micros={part.micros}
              previousMicros={part.previousMicros}
              currency={currency}
            />
          ) : (
            <Money micros={undefined} currency={currency} />
          )}
        </Cell>
      ),
    },
  ];
}

/** A month by one dimension, with the month before. */
export function Breakdown(props: {
  of: CostReport['breakdown'][number];
  currency: string;
  before: string;
  /** False where there is no row of the month before: then it is not known what that cost. */
  knowsBefore: boolean;
}) {
  const { dimension, parts } = props.of;
  const { up } = useBreakpoint();
  const total = parts.reduce((sum, { micros }) => sum + micros, 0);
  return (
    <Section
      title={`This month by ${DIMENSION_WORDS[dimension].one.toLowerCase()}`}
    >
      <Panel flush>
        <Table
          className={table.table}
          columnConfig={columnsOf({
            dimension,
            currency: props.currency,
            total,
            before: props.before,
            knowsBefore: props.knowsBefore,
            narrow: !up('sm'),
          })}
          data={[...parts].sort((one, other) => other.micros - one.micros)}
          pagination={{ type: 'none' }}
          emptyState={
            <Text color="secondary">Nothing was counted this month.</Text>
          }
        />
      </Panel>
    </Section>
  );
}
