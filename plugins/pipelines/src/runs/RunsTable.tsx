import type { PipelineRunSummary } from '@cairn/plugin-pipelines-common';
import { Ago, ExternalLink, Panel } from '@cairn/plugin-portal-react';
import {
  Cell,
  Table,
  Text,
  useBreakpoint,
  type ColumnConfig,
  type TablePaginationType,
} from '@backstage/ui';
import { useResolvedPath } from 'react-router-dom';
import { StatusMark } from '../state/StatusMark';
import { RunTime } from '../state/times';
import { Person } from './Person';
import { RunCards } from './RunCards';
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

/** Runs in rows; as cards where there is no room for rows. */
export function RunsTable(props: {
  runs: PipelineRunSummary[] | undefined;
  isStale?: boolean;
  pagination: TablePaginationType;
}) {
  const { up } = useBreakpoint();
  const { pathname } = useResolvedPath('.');
  const hrefOf = ({ id }: PipelineRunSummary) =>
    `${pathname}/${encodeURIComponent(id)}`;
  if (!up('md')) {
    return (
      <RunCards
        runs={props.runs}
        hrefOf={hrefOf}
        pagination={props.pagination}
      />
    );
  }
  return (
    <Panel flush>
      <Table
        className={styles.table}
        columnConfig={COLUMNS}
        data={props.runs}
        isPending={props.runs === undefined}
        isStale={props.isStale}
        pagination={props.pagination}
        rowConfig={{ getHref: hrefOf }}
      />
    </Panel>
  );
}
