import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { Run } from '@cairn/plugin-environments-common';
import { Skeleton } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import {
  Clock,
  CodeLine,
  CommandLines,
  EntityLink,
  Facts,
  Page,
  Panel,
  Section,
  StaleNote,
} from '@cairn/plugin-portal-react';
import { useLiveRun } from '../api/useLiveRun';
import { FailureNote } from '../components/FailureNote';
import { environmentRouteRef, runRouteRef } from '../routes';
import { runTitle } from './progress';
import { RunHead } from './RunHead';
import styles from './RunPage.module.css';
import { RunSteps } from './RunSteps';
import { WhatNow } from './WhatNow';

function Content({ run }: { run: Run }) {
  return (
    <div className={styles.columns}>
      <div className={styles.main}>
        <Panel>
          <RunHead run={run} />
          <WhatNow run={run} />
        </Panel>
        <Section title="Steps">
          <Panel flush>
            <RunSteps run={run} />
          </Panel>
        </Section>
      </div>
      <div className={styles.side}>
        <Section title="Facts" hideTitle>
          <Panel>
            <Facts
              facts={[
                {
                  name: 'Started by',
                  value: <EntityLink entityRef={run.startedBy} />,
                },
                { name: 'Asked', value: <Clock at={run.createdAt} /> },
                {
                  name: 'Ended',
                  value: run.finishedAt && <Clock at={run.finishedAt} />,
                },
                {
                  name: 'Run',
                  value: <CodeLine text={run.id} label="id of the run" />,
                },
                {
                  name: 'Plan',
                  value: (
                    <CodeLine text={run.digest} label="digest of the plan" />
                  ),
                },
              ]}
            />
          </Panel>
        </Section>
        <Section title="Do it from the command line">
          <CommandLines
            commands={[
              {
                does: 'Watch its namespace',
                command: `./cairn kubectl get all -n env-${run.environment} --watch`,
              },
            ]}
          />
        </Section>
      </div>
    </div>
  );
}

export function RunPage() {
  const { name = '', id = '' } = useParams();
  const { query } = useLiveRun(id);
  const environmentHref = useRouteRef(environmentRouteRef)?.({ name }) ?? '';
  const here = useRouteRef(runRouteRef)?.({ name, id }) ?? '';
  const title = query.data ? runTitle(query.data) : `Run of ${name}`;
  return (
    <Page
      title={title}
      crumbs={[
        { label: name, href: environmentHref },
        { label: 'Run', href: here },
      ]}
    >
      {query.error && query.data && (
        <StaleNote error={query.error} knownAt={query.dataUpdatedAt} />
      )}
      {query.error && !query.data && (
        <FailureNote
          what={`The run ${id} of ${name} could not be shown`}
          error={query.error}
          onRetry={() => query.refetch()}
        />
      )}
      {query.isPending && <Skeleton width="100%" height={320} />}
      {query.data && <Content run={query.data} />}
    </Page>
  );
}
