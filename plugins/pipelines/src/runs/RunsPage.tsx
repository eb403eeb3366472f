import type { PipelineRunPage } from '@cairn/plugin-pipelines-common';
import {
  EmptyNote,
  FailureNote,
  Section,
  StaleNote,
  usePages,
} from '@cairn/plugin-portal-react';
import { Button, Text } from '@backstage/ui';
import { useSearchParams } from 'react-router-dom';
import { useRuns } from '../api/queries';
import { BranchFilter } from './BranchFilter';
import { NoRuns } from './NoRuns';
import styles from './RunsPage.module.css';
import { RunsTable } from './RunsTable';

const PAGE_SIZE = 20;

function countWords({ total }: PipelineRunPage, branch: string) {
  const runs = `${total.toLocaleString('en-US')} ${
    total === 1 ? 'run' : 'runs'
  }`;
  return branch ? `${runs} on ${branch}` : `${runs}, newest first`;
}

/** The runs of an entity's pipelines. */
export function RunsPage(props: {
  entityRef: string;
  title: string;
  repository: string;
}) {
  const [address, setAddress] = useSearchParams();
  const branch = address.get('branch') ?? '';
  const setBranch = (to: string) =>
    setAddress(
      current => {
        const next = new URLSearchParams(current);
        if (to) next.set('branch', to);
        else next.delete('branch');
        return next;
      },
      { replace: true },
    );
  const pages = usePages(branch);
  const runs = useRuns(props.entityRef, {
    limit: PAGE_SIZE,
    cursor: pages.cursor,
    branch: branch || undefined,
  });
  const { data, error } = runs;

  return (
    <Section
      title="Runs"
      aside={
        <BranchFilter
          branch={branch}
          seen={data?.items.map(run => run.branch) ?? []}
          onChange={setBranch}
        />
      }
    >
      {error && data && (
        <StaleNote error={error} knownAt={runs.dataUpdatedAt} />
      )}
      {error && !data && (
        <FailureNote
          what={`The runs of ${props.title} could not be listed`}
          error={error}
          onRetry={() => runs.refetch()}
        />
      )}
      {data?.total === 0 && branch === '' && (
        <NoRuns repository={props.repository} />
      )}
      {data?.total === 0 && branch !== '' && (
        <EmptyNote
          title={`Nothing ran on ${branch}`}
          actions={
            <Button variant="secondary" onPress={() => setBranch('')}>
              Show all branches
            </Button>
          }
        >
          No run is of a branch of exactly this name. A push to it makes one.
        </EmptyNote>
      )}
      {data?.total !== 0 && (!error || data) && (
        <div className={styles.list}>
          <Text
            as="p"
            role="status"
            variant="body-small"
            color="secondary"
            className={styles.count}
          >
            {data ? countWords(data, branch) : 'Counting…'}
          </Text>
          <RunsTable
            runs={data?.items}
            isStale={runs.isPlaceholderData}
            pagination={
              data && data.total > PAGE_SIZE
                ? {
                    type: 'page',
                    pageSize: PAGE_SIZE,
                    showPageSizeOptions: false,
                    pageSizeOptions: [PAGE_SIZE],
                    offset: pages.index * PAGE_SIZE,
                    totalCount: data.total,
                    hasNextPage: data.nextCursor !== undefined,
                    hasPreviousPage: pages.index > 0,
                    onNextPage: () =>
                      data.nextCursor && pages.next(data.nextCursor),
                    onPreviousPage: pages.previous,
                  }
                : { type: 'none' }
            }
          />
        </div>
      )}
    </Section>
  );
}
