import {
  formatMoney,
  formatRate,
  HOURS_PER_MONTH,
  type PriceListView,
} from '@cairn/plugin-cost-common';
import { CodeLine, FailureNote } from '@cairn/plugin-portal-react';
import { Cell, Skeleton, Table, Text, type ColumnConfig } from '@backstage/ui';
import { usePriceList } from '../api/queries';
import styles from './PriceListEntries.module.css';

type Row = PriceListView['entries'][number] & { id: string };

function columnsOf(currency: string): ColumnConfig<Row>[] {
  return [
    {
      id: 'title',
      label: 'What',
      isRowHeader: true,
      width: '2fr',
      cell: ({ title, sku }) => (
        <Cell>
          <div className={styles.what}>
            <Text weight="bold">{title}</Text>
            <code className={styles.sku}>{sku}</code>
          </div>
        </Cell>
      ),
    },
    {
      id: 'hourly',
      label: 'An hour',
      width: '1fr',
      cell: ({ hourlyMicros, unit }) => (
        <Cell>
          <span className={styles.price}>
            {formatRate(hourlyMicros, currency)}{' '}
            <Text variant="body-small" color="secondary">
              per {unit}
            </Text>
          </span>
        </Cell>
      ),
    },
    {
      id: 'monthly',
      label: 'A month',
      width: '0.8fr',
      cell: ({ hourlyMicros }) => (
        <Cell>
          <span className={styles.price}>
            {formatMoney(hourlyMicros * HOURS_PER_MONTH, currency)}
          </span>
        </Cell>
      ),
    },
  ];
}

/** Every price in use, as it stands in the file. */
export function PriceListEntries() {
  const prices = usePriceList();
  const { data, error } = prices;
  if (error && !data) {
    return (
      <FailureNote
        what="The price list could not be shown"
        error={error}
        advice="Where no price list is configured, nothing has a price: name one by cairn.cost.priceList in the configuration."
        onRetry={() => prices.refetch()}
      />
    );
  }
  if (!data) return <Skeleton width="100%" height={240} />;
  return (
    <div className={styles.list}>
      <Text as="p">
        <strong>{data.name}</strong>, in {data.currency}. A month is{' '}
        {HOURS_PER_MONTH} hours. What is paid for is what is requested, not what
        is used.
      </Text>
      <Table
        columnConfig={columnsOf(data.currency)}
        data={data.entries.map(entry => ({ ...entry, id: entry.sku }))}
        pagination={{ type: 'none' }}
        emptyState={<Text color="secondary">It has no entry.</Text>}
      />
      <CodeLine text={data.digest} label="digest of the price list" />
    </div>
  );
}
