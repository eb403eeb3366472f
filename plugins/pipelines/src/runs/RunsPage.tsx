import type { PipelineRunPage } from '@cairn/plugin-pipelines-common';
import {
  EmptyNote,
  AnswerNote,
  Count,
  Section,
  useAddress,
  usePages,
} from '@cairn/plugin-portal-react';
import { Button } from '@backstage/ui';
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
  const { address, change } = useAddress<'branch'>();
  const branch = address.get('branch') ?? '';
  const setBranch = (to: string) => change({ branch: to });
  const pages = usePages(branch, PAGE_SIZE);
  const runs = useRuns(props.entityRef, {
    ...pages.query,
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
      <AnswerNote
        of={runs}
        what={`The runs of ${props.title} could not be listed`}
      />
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
          <Count>{data && countWords(data, branch)}</Count>
          <RunsTable
            runs={data?.items}
            isStale={runs.isPlaceholderData}
            pagination={pages.paginationOf(data)}
          />
        </div>
      )}
    </Section>
  );
}
