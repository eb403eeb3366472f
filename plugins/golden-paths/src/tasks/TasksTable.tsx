import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { ScaffolderTask } from '@backstage/plugin-scaffolder-common';
import {
  Ago,
  EntityTitle,
  RowsOrCards,
  StateMark,
} from '@cairn/plugin-portal-react';
import {
  Cell,
  CellText,
  Text,
  type ColumnConfig,
  type TableProps,
} from '@backstage/ui';
import { taskRouteRef } from '../routes';
import { describeTask } from './described';
import { LOOKS } from './looks';

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

function cardOf(task: ScaffolderTask) {
  const { subject, goldenPath, startedBy } = describeTask(task);
  return {
    title: subject ?? goldenPath,
    mark: <StateMark {...LOOKS[task.status]} />,
    body: (
      <Text variant="body-small" color="secondary">
        {goldenPath} · <Ago at={task.createdAt} />
        {startedBy && (
          <>
            {' '}
            by <EntityTitle entityRef={startedBy} />
          </>
        )}
      </Text>
    ),
  };
}

/** Tasks in rows; as cards where there is no room for rows. */
export function TasksTable(
  props: Pick<TableProps<ScaffolderTask>, 'isStale' | 'pagination'> & {
    tasks: ScaffolderTask[] | undefined;
  },
) {
  const { tasks, ...rest } = props;
  const toTask = useRouteRef(taskRouteRef);
  return (
    <RowsOrCards
      {...rest}
      label="Tasks"
      items={tasks}
      columns={COLUMNS}
      hrefOf={({ id }) => toTask?.({ taskId: id })}
      cardOf={cardOf}
    />
  );
}
