import type { Environment } from '@cairn/plugin-environments-common';
import {
  Cell,
  CellText,
  Table,
  Text,
  useBreakpoint,
  type ColumnConfig,
  type SortDescriptor,
  type TablePaginationType,
} from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Age, EntityTitle, Panel } from '@cairn/plugin-portal-react';
import { StateMark } from '../components/StateMark';
import { environmentRouteRef } from '../routes';
import { EnvironmentCards } from './EnvironmentCards';
import styles from './EnvironmentsTable.module.css';
import { Lifetime } from './Lifetime';
import { NewerVersion } from './NewerVersion';

type Column = ColumnConfig<Environment>;

const COLUMNS: Column[] = [
  {
    id: 'name',
    width: '2fr',
    label: 'Name',
    isRowHeader: true,
    isSortable: true,
    cell: ({ name, title }) => (
      <Cell>
        <div className={styles.name}>
          <Text weight="bold">{name}</Text>
          {title !== name && (
            <Text variant="body-small" color="secondary">
              {title}
            </Text>
          )}
        </div>
      </Cell>
    ),
  },
  {
    id: 'state',
    width: '2.2fr',
    label: 'State',
    isSortable: true,
    cell: ({ state, reason }) => (
      <Cell>
        <div className={styles.state} title={reason}>
          <StateMark state={state} />
          {state !== 'Ready' && (
            <Text
              variant="body-small"
              color="secondary"
              className={styles.reason}
            >
              {reason}
            </Text>
          )}
        </div>
      </Cell>
    ),
  },
  {
    id: 'owner',
    width: '1fr',
    label: 'Owner',
    isSortable: true,
    cell: ({ owner }) => (
      <Cell>
        <EntityTitle entityRef={owner} />
      </Cell>
    ),
  },
  {
    id: 'class',
    width: '1.2fr',
    label: 'Class',
    cell: ({ class: { name }, upgrade }) => (
      <Cell>
        <div className={styles.name}>
          <Text>{name}</Text>
          {upgrade && <NewerVersion />}
        </div>
      </Cell>
    ),
  },
  {
    id: 'cluster',
    width: '0.8fr',
    label: 'Cluster',
    cell: ({ cluster }) => <CellText title={cluster} />,
  },
  {
    id: 'createdAt',
    width: '0.7fr',
    label: 'Age',
    isSortable: true,
    cell: ({ createdAt }) => (
      <Cell className={styles.number}>
        <Age since={createdAt} />
      </Cell>
    ),
  },
  {
    id: 'expiresAt',
    width: '1.2fr',
    label: 'Lifetime left',
    isSortable: true,
    cell: environment => (
      <Cell className={styles.number}>
        <Lifetime environment={environment} />
      </Cell>
    ),
  },
];

export interface EnvironmentsTableProps {
  environments: Environment[] | undefined;
  isStale?: boolean;
  sort?: {
    descriptor: SortDescriptor;
    onSortChange: (descriptor: SortDescriptor) => void;
  };
  pagination: TablePaginationType;
  /** Columns that would say the same in every row. */
  without?: Array<'owner'>;
}

/** Environments in rows; as cards where there is no room for rows. */
export function EnvironmentsTable(props: EnvironmentsTableProps) {
  const { up } = useBreakpoint();
  const toEnvironment = useRouteRef(environmentRouteRef);
  const hrefOf = ({ name }: Environment) => toEnvironment?.({ name });

  if (!up('md')) {
    return (
      <EnvironmentCards
        environments={props.environments}
        hrefOf={hrefOf}
        pagination={props.pagination}
      />
    );
  }
  return (
    <Panel flush>
      <Table
        className={styles.table}
        columnConfig={COLUMNS.filter(
          ({ id }) => !props.without?.some(one => one === id),
        ).map(column => ({
          ...column,
          isSortable: Boolean(props.sort) && column.isSortable,
        }))}
        data={props.environments}
        isPending={props.environments === undefined}
        isStale={props.isStale}
        sort={props.sort}
        pagination={props.pagination}
        rowConfig={{ getHref: hrefOf }}
      />
    </Panel>
  );
}
