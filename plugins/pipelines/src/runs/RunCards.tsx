import type { PipelineRunSummary } from '@cairn/plugin-pipelines-common';
import { Ago } from '@cairn/plugin-portal-react';
import {
  Link,
  Skeleton,
  TablePagination,
  Text,
  type TablePaginationType,
} from '@backstage/ui';
import { StatusMark } from '../state/StatusMark';
import { RunTime } from '../state/times';
import { Person } from './Person';
import styles from './RunCards.module.css';

/** Runs for narrow screens. */
export function RunCards(props: {
  runs: PipelineRunSummary[] | undefined;
  hrefOf: (run: PipelineRunSummary) => string;
  pagination: TablePaginationType;
}) {
  if (!props.runs) {
    return (
      <ul className={styles.cards} aria-label="Loading runs">
        {[1, 2, 3].map(one => (
          <li key={one} className={styles.card}>
            <Skeleton width="70%" height={20} />
            <Skeleton width="50%" height={16} />
          </li>
        ))}
      </ul>
    );
  }
  return (
    <>
      <ul className={styles.cards} aria-label="Runs">
        {props.runs.map(run => (
          <li key={run.id} className={styles.card}>
            <div className={styles.head}>
              <Link href={props.hrefOf(run)} weight="bold">
                {run.commit.message}
              </Link>
              <StatusMark status={run.status} />
            </div>
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
          </li>
        ))}
      </ul>
      {props.pagination.type === 'page' && (
        <TablePagination {...props.pagination} />
      )}
    </>
  );
}
