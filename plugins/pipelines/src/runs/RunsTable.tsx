import type { PipelineRunSummary } from '@cairn/plugin-pipelines-common';
import { Ago, ExternalLink, RowsOrCards } from '@cairn/plugin-portal-react';
import { Cell, Text, type ColumnConfig, type TableProps } from '@backstage/ui';
import { useResolvedPath } from 'react-router-dom';
import { StatusMark } from '../state/StatusMark';
import { RunTime } from '../state/times';
import { Person } from './Person';
import styles from './RunsTable.module.css';

const COLUMNS: Array<ColumnConfig<PipelineRunSummary>> = [
  {
    id: 'status',
    label: 'Status',
    width: '1.4fr',
    cell: run => (
      <Cell>
        <div className={styles.stack} title={run.message}>
          <StatusMark status={run.status} />
          {run.status !== 'Succeeded' && (
            <Text
              variant="body-small"
              color="secondary"
              className={styles.message}
            >
              {run.message}
            </Text>
          )}
        </div>
      </Cell>
    ),
  },
  {
    id: 'commit',
    label: 'Commit',
    width: '2.4fr',
    isRowHeader: true,
    cell: run => (
      <Cell>
        <div className={styles.stack}>
          <Text weight="bold" className={styles.line}>
            {run.commit.message}
          </Text>
          <Text variant="body-small" color="secondary">
            <ExternalLink href={run.commit.url}>
              <code>{run.commit.sha.slice(0, 8)}</code>
            </ExternalLink>{' '}
            by {run.commit.author}
          </Text>
        </div>
      </Cell>
    ),
  },
  {
    id: 'branch',
    label: 'Branch and workflow',
    width: '1.4fr',
    cell: run => (
      <Cell>
        <div className={styles.stack}>
          <span className={styles.line}>{run.branch}</span>
          <Text variant="body-small" color="secondary">
            {run.workflow} · {run.event}
          </Text>
        </div>
      </Cell>
    ),
  },
  {
    id: 'who',
    label: 'Asked by',
    width: '1.1fr',
    cell: run => (
      <Cell className={styles.line}>
        <Person who={run.startedBy} />
      </Cell>
    ),
  },
  {
    id: 'when',
    label: 'When',
    width: '0.8fr',
    cell: run => (
      <Cell className={styles.number}>
        <Ago at={run.queuedAt} />
      </Cell>
    ),
  },
  {
    id: 'took',
    label: 'Took',
    width: '0.9fr',
    cell: run => (
      <Cell className={styles.number}>
        <RunTime run={run} />
      </Cell>
    ),
  },
];

function cardOf(run: PipelineRunSummary) {
  return {
    title: run.commit.message,
    mark: <StatusMark status={run.status} />,
    body: (
      <>
        {run.status !== 'Succeeded' && (
          <Text variant="body-small" color="secondary">
            {run.message}
          </Text>
        )}
        <Text variant="body-small" color="secondary">
          {run.workflow} on {run.branch} · {run.commit.sha.slice(0, 8)}
        </Text>
        <Text variant="body-small" color="secondary">
          <Ago at={run.queuedAt} /> by <Person who={run.startedBy} /> ·{' '}
          <RunTime run={run} />
        </Text>
      </>
    ),
  };
}

/** Runs in rows; as cards where there is no room for rows. */
export function RunsTable(
  props: Pick<TableProps<PipelineRunSummary>, 'isStale' | 'pagination'> & {
    runs: PipelineRunSummary[] | undefined;
  },
) {
  const { runs, ...rest } = props;
  const { pathname } = useResolvedPath('.');
  return (
    <RowsOrCards
      {...rest}
      label="Runs"
      items={runs}
      columns={COLUMNS}
      hrefOf={({ id }) => `${pathname}/${encodeURIComponent(id)}`}
      cardOf={cardOf}
    />
  );
}
