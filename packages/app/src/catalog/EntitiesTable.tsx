import { Button, Table } from '@backstage/ui';
import type { ReactNode } from 'react';
import { columnsOf } from './columns';
import styles from './EntitiesTable.module.css';
import { type CatalogFilters, sortFields, type SortField } from './filters';
import { countOf } from './kinds';
import { PAGE_SIZE } from './request';
import type { CatalogRow } from './useCatalog';

/** One page of entities. */
export function EntitiesTable(props: {
  filters: CatalogFilters;
  onChange: (changes: Partial<CatalogFilters>) => void;
  page?: { rows: CatalogRow[]; total: number };
  isPending: boolean;
  isStale: boolean;
  error?: Error;
  onRetry: () => void;
  emptyState: ReactNode;
}) {
  const { filters, onChange, page } = props;

  if (props.error) {
    return (
      <div className={styles.error} role="alert">
        <p>
          <strong>The catalog did not answer.</strong> {props.error.message}
        </p>
        <Button variant="secondary" onPress={props.onRetry}>
          Try again
        </Button>
      </div>
    );
  }
  const offset = (filters.page - 1) * PAGE_SIZE;
  const total = page?.total ?? 0;

  return (
    <div className={styles.frame}>
      <p className={styles.count} role="status">
        {page ? countOf(filters.kind, total) : ' '}
      </p>
      <div className={styles.scroll}>
        <Table
          columnConfig={columnsOf(filters.kind)}
          data={page?.rows}
          isPending={props.isPending}
          isStale={props.isStale}
          emptyState={props.emptyState}
          sort={{
            descriptor: {
              column: filters.sort,
              direction: filters.order === 'asc' ? 'ascending' : 'descending',
            },
            onSortChange: ({ column, direction }) =>
              onChange({
                sort: toSortField(String(column)),
                order: direction === 'ascending' ? 'asc' : 'desc',
              }),
          }}
          pagination={
            total > PAGE_SIZE || filters.page > 1
              ? {
                  type: 'page',
                  pageSize: PAGE_SIZE,
                  pageSizeOptions: [],
                  offset,
                  totalCount: total,
                  hasNextPage: offset + PAGE_SIZE < total,
                  hasPreviousPage: filters.page > 1,
                  onNextPage: () => onChange({ page: filters.page + 1 }),
                  onPreviousPage: () => onChange({ page: filters.page - 1 }),
                }
              : { type: 'none' }
          }
        />
      </div>
    </div>
  );
}

function toSortField(column: string): SortField {
  const known = Object.keys(sortFields).find(field => field === column);
  return known === 'owner' || known === 'type' || known === 'lifecycle'
    ? known
    : 'name';
}
