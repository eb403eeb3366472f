import {
  Table,
  useBreakpoint,
  type ColumnConfig,
  type TableProps,
} from '@backstage/ui';
import { Panel } from '../components/Panel';
import { Cards, type CardOf } from './Cards';
import styles from './RowsOrCards.module.css';

/** Things of a list in rows that lead to them; as cards where there is no room for rows. */
export function RowsOrCards<T extends { id: string | number }>(
  props: Pick<TableProps<T>, 'isStale' | 'sort' | 'pagination'> & {
    /** What they are, in the plural: `Environments`. */
    label: string;
    /** Absent until they are there. */
    items: T[] | undefined;
    columns: ColumnConfig<T>[];
    hrefOf: (item: T) => string | undefined;
    cardOf: (item: T) => Omit<CardOf, 'href'>;
  },
) {
  const { label, items, columns, hrefOf, cardOf, isStale, sort, pagination } =
    props;
  const { up } = useBreakpoint();
  if (!up('md')) {
    return (
      <Cards
        label={label}
        items={items}
        cardOf={item => ({ ...cardOf(item), href: hrefOf(item) })}
        pagination={pagination}
      />
    );
  }
  return (
    <Panel flush>
      <Table
        className={styles.table}
        columnConfig={columns}
        data={items}
        isPending={items === undefined}
        isStale={isStale}
        sort={sort}
        pagination={pagination}
        rowConfig={{ getHref: hrefOf }}
      />
    </Panel>
  );
}
