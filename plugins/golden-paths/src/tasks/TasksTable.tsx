import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { ScaffolderTask } from '@backstage/plugin-scaffolder-common';
import { Ago, EntityTitle, Panel, StateMark } from '@cairn/plugin-portal-react';
import {
  Cell,
  CellText,
  Link,
  Skeleton,
  Table,
  TablePagination,
  Text,
  useBreakpoint,
  type ColumnConfig,
  type TablePaginationType,
} from '@backstage/ui';
import { taskRouteRef } from '../routes';
import { describeTask } from './described';
import { LOOKS } from './looks';
import styles from './TasksTable.module.css';

const COLUMNS: Array<ColumnConfig<ScaffolderTask>> = [
  {
    id: 'status',
    label: 'Status',
    width: '1fr',
    cell: ({ status }) => (
      <Cell>
        <StateMark {...LOOKS[status]} />
      </Cell>
    ),
  },
  {
    id: 'what',
    label: 'What',
    width: '2fr',
    isRowHeader: true,
    cell: task => (
      <CellText title={describeTask(task).subject ?? 'Without a name'} />
    ),
  },
  {
    id: 'path',
    label: 'Golden path',
    width: '1.6fr',
    cell: task => <CellText title={describeTask(task).goldenPath} />,
  },
  {
    id: 'who',
    label: 'Started by',
    width: '1.2fr',
    cell: task => {
      const { startedBy } = describeTask(task);
      return (
        <Cell>
          {startedBy ? <EntityTitle entityRef={startedBy} /> : 'Not known'}
        </Cell>
      );
    },
  },
  {
    id: 'when',
    label: 'When',
    width: '1fr',
    cell: ({ createdAt }) => (
      <Cell>
        <Ago at={createdAt} />
      </Cell>
    ),
  },
];

/** Tasks in rows; as cards where there is no room for rows. */
export function TasksTable(props: {
  tasks: ScaffolderTask[] | undefined;
  isStale?: boolean;
  pagination: TablePaginationType;
}) {
  const { tasks, pagination } = props;
  const { up } = useBreakpoint();
  const toTask = useRouteRef(taskRouteRef);
  const hrefOf = ({ id }: ScaffolderTask) => toTask?.({ taskId: id });
  if (up('md')) {
    return (
      <Panel flush>
        <Table
          className={styles.table}
          columnConfig={COLUMNS}
          data={tasks}
          isPending={tasks === undefined}
          isStale={props.isStale}
          pagination={pagination}
          rowConfig={{ getHref: hrefOf }}
        />
      </Panel>
    );
  }
  if (!tasks) return <Skeleton width="100%" height={180} />;
  return (
    <>
      <ul className={styles.cards} aria-label="Tasks">
        {tasks.map(task => {
          const { subject, goldenPath, startedBy } = describeTask(task);
          return (
            <li key={task.id} className={styles.card}>
              <div className={styles.head}>
                <Link href={hrefOf(task)} weight="bold">
                  {subject ?? goldenPath}
                </Link>
                <StateMark {...LOOKS[task.status]} />
              </div>
              <Text variant="body-small" color="secondary">
                {goldenPath} · <Ago at={task.createdAt} />
                {startedBy && (
                  <>
                    {' '}
                    by <EntityTitle entityRef={startedBy} />
                  </>
                )}
              </Text>
            </li>
          );
        })}
      </ul>
      {pagination.type === 'page' && <TablePagination {...pagination} />}
    </>
  );
}
